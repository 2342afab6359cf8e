import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { electionRollKey } from '@scrutin/election';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase, eventually } from '@scrutin/testkit/database';
import { runScrutin as scrutin } from '../fixture/run-scrutin.ts';
import { atOffice, castBallots, putRollOnRecord } from '../fixture/test-office.ts';

const EXAMPLE = path.join(import.meta.dirname, '../../examples/prov-2025.json');
const CONTEST = 'election:PROV-2025';
const SHERBROOKE = `${CONTEST}:SHERBROOKE`;

let database: TestDatabase;
let url: string;
let folder: string;
const before = { ...process.env };

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  url = await database.urlFor('scrutin_operator');
  process.env['DATABASE_URL'] = url;
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-election-'));
});
afterAll(async () => {
  process.env = before;
  await rm(folder, { recursive: true });
  await database.drop(); // fails on a connection that a command left open
});

interface Acts {
  readonly state: string;
  readonly acts: readonly { readonly verb: string; readonly what: string }[];
}

async function load(file: string): Promise<Acts> {
  const { code, out, err } = await scrutin('election', 'load', file, '--json');
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Acts;
}

/** Writes the example with one change of its text. */
async function changedExample(...changes: readonly (readonly [string, string])[]): Promise<string> {
  const file = path.join(folder, 'changed.json');
  const text = changes.reduce(
    (content, [from, to]) => content.replace(from, to),
    await readFile(EXAMPLE, 'utf8'),
  );
  await writeFile(file, text);
  return file;
}

// The tests take one election from draft to certified. Each test continues where the previous one ended.
describe('an election on the command line', () => {
  it('is created once as a draft from a file, and every act is on record', async () => {
    expect(await scrutin('election', 'list')).toMatchObject({ out: 'There is no election yet.\n' });
    const first = await load(EXAMPLE);
    expect(first).toMatchObject({ state: 'draft' });
    expect(first.acts).toContainEqual({ verb: 'create', what: 'candidate SHERBROOKE/grandvent' });
    expect(await load(EXAMPLE)).toEqual({ election_id: 'PROV-2025', state: 'draft', acts: [] });
    const recorded = await atOffice(url, async (office) => ({
      ok: true,
      value: await office.acts({ limit: 500 }),
    }));
    expect(recorded).toHaveLength(first.acts.length);
    expect(new Set(recorded.map(({ actor }) => actor.startsWith('command line: ')))).toEqual(new Set([true]));
  });

  it('is not created from a file that is wrong or missing, and the message says where it is wrong', async () => {
    const wrong = await changedExample(['"irv"', '"irv:x=1"']);
    const refused = await scrutin('election', 'load', wrong);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /races\[\d\]\.rule_set: The rule set cannot be read: x: not an option of irv/,
    );
    expect(await scrutin('election', 'load', path.join(folder, 'none.json'))).toMatchObject({ code: 1 });
  });

  it('is not changed if a value of its file is wrong, and the message names the path of every wrong value', async () => {
    const wrong = await changedExample(
      ['"PROV-2025"', '"PROV-2026"'],
      ['"#808080"', '"grey"'],
      [
        '"seats": 1,\n      "max_ranks": 6,\n      "rule_set": "irv"',
        '"seats": 2,\n      "max_ranks": 6,\n      "rule_set": "irv"',
      ],
      ['"2030-10-07T20:00:00-04:00"', '"2029-10-07T20:00:00-04:00"'],
    );
    const refused = await scrutin('election', 'load', wrong);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /parties\[5\]\.color: .*\n {2}election\.closes_at: .*\n {2}races\[5\]\.seats: /,
    );
    expect((await scrutin('election', 'show', 'PROV-2026')).code).toBe(1);
  });

  it('is removed while it is a draft, and so is a law', async () => {
    await load(await changedExample(['"PROV-2025"', '"PROV-2052"']));
    expect((await scrutin('election', 'remove', 'PROV-2052')).out).toContain('PROV-2052 is removed');
    expect((await scrutin('election', 'remove', 'PROV-2052')).code).toBe(1);
    expect((await scrutin('election', 'list')).out).not.toContain('PROV-2052');
    const window = ['--opens-at', '2130-01-01T08:00Z', '--closes-at', '2130-01-01T20:00Z'];
    await scrutin('law', 'create', '--id', 'L2052', '--title-fr', 'a', '--title-en', 'b', ...window);
    expect((await scrutin('law', 'remove', 'L2052')).out).toBe('The law L2052 is removed.\n');
    expect((await scrutin('law', 'remove', 'L2052')).code).toBe(1);
  });

  it('is exported to a file from which it can be created again', async () => {
    const { code, out } = await scrutin('election', 'export', 'PROV-2025');
    expect(code).toBe(0);
    const file = path.join(folder, 'exported.json');
    await writeFile(file, out);
    expect((await load(file)).acts).toEqual([]);
    expect(await scrutin('election', 'export', 'NONE')).toMatchObject({ code: 1, out: '' });
  });

  it('is shown as text and as JSON', async () => {
    const shown = (await scrutin('election', 'show', 'PROV-2025')).out;
    expect(shown).toContain('Sidonie Grandvent (PCQ) [grandvent]');
    const json = JSON.parse((await scrutin('contest', 'show', CONTEST, '--json')).out) as {
      state: string;
      races: object[];
    };
    expect(json).toMatchObject({ id: 'PROV-2025', state: 'draft' });
    expect(json.races).toHaveLength(6);
    expect((await scrutin('election', 'list')).out).toMatch(/PROV-2025.*draft/);
    expect(JSON.parse((await scrutin('election', 'list', '--json')).out)).toMatchObject([{ state: 'draft' }]);
  });

  it('changes with its file while it is a draft', async () => {
    const file = await changedExample(
      ['"#808080"', '"#999999"'],
      ['"rule_set": "irv"', '"rule_set": "irv:ties=lot"'],
    );
    expect((await load(file)).acts).toEqual([
      { verb: 'change', what: 'party IND: color #808080 -> #999999' },
      { verb: 'change', what: 'race SHERBROOKE: rule_set irv -> irv:ties=lot' },
    ]);
    expect((await load(EXAMPLE)).acts).toHaveLength(2);
  });

  it('loses nobody whom its file does not have, unless --remove says so', async () => {
    const key = { electionId: 'PROV-2025', regionId: 'SHERBROOKE' };
    await atOffice(url, async (office, actor) => {
      const sherbrooke = (await office.election('PROV-2025'))?.races.find(
        ({ regionId }) => regionId === 'SHERBROOKE',
      );
      const [like] = sherbrooke?.candidates ?? [];
      if (like === undefined) throw new Error('nobody stands in SHERBROOKE');
      return office.createCandidate(actor, { ...like, id: 'morinb', position: undefined });
    });
    const refused = await scrutin('election', 'load', EXAMPLE);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /would remove them; nothing was done:\n {2}candidate SHERBROOKE\/morinb\n.*--remove/,
    );
    await atOffice(url, async (office) => {
      const found = await office.election('PROV-2025');
      const ids = found?.races.flatMap(({ candidates }) => candidates.map(({ id }) => id));
      expect(ids).toContain('morinb');
      return { ok: true, value: undefined };
    });
    const removed = await scrutin('election', 'load', EXAMPLE, '--remove', '--json');
    expect(JSON.parse(removed.out)).toMatchObject({
      acts: [{ verb: 'remove', what: 'candidate SHERBROOKE/morinb' }],
    });
    // A change that was made from a version which is no longer the present one is refused.
    await atOffice(url, async (office, actor) => {
      const madeFrom = ['0'.repeat(64)];
      const outdated = await office.orderCandidates({ ...actor, madeFrom }, key, []);
      expect(outdated).toMatchObject({ ok: false, kind: 'outdated' });
      return { ok: true, value: undefined };
    });
  });

  it('is not opened before its roll is loaded, and takes each step once', async () => {
    const early = await scrutin('contest', 'open', CONTEST);
    expect(early).toMatchObject({ code: 1 });
    expect(early.err).toContain('roll');
    await putRollOnRecord(url, electionRollKey('PROV-2025'));
    expect((await scrutin('contest', 'schedule', CONTEST)).out).toContain(`${CONTEST} is scheduled`);
    expect((await scrutin('contest', 'schedule', CONTEST)).code).toBe(1);
    expect((await scrutin('contest', 'unschedule', CONTEST)).code).toBe(2); // without a reason
    const unscheduled = await scrutin('contest', 'unschedule', CONTEST, '--reason', 'a name is wrong');
    expect(unscheduled.out).toContain('is draft');
    const opened = await scrutin('contest', 'open', CONTEST, '--json');
    expect(JSON.parse(opened.out)).toMatchObject({ contest: CONTEST, state: 'scheduled' });
    await eventually('it is open', async () => {
      const { state } = JSON.parse((await scrutin('contest', 'show', CONTEST, '--json')).out) as {
        state: string;
      };
      if (state !== 'open') throw new Error(state);
    });
    const extended = ['contest', 'extend', CONTEST, '--closes-at', '2130-01-01T00:00Z', '--reason', 'snow'];
    expect((await scrutin(...extended)).out).toContain('closes on 1 January 2130 at 00:00 UTC');
  }, 60_000);

  it('is not changed if its state forbids a difference, and the message names every such difference', async () => {
    const window: [string, string][] = [['"2030-10-07T20:00:00-04:00"', '"2130-01-01T00:00:00Z"']];
    const file = await changedExample(
      ...window,
      ['"irv"', '"irv:ties=lot"'],
      ['Vétérinaire de campagne.', 'Vétérinaire des champs.'],
      ['"Octavie"', '"Octave"'],
      ['"#808080"', '"#999999"'],
    );
    const refused = await scrutin('election', 'load', file);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('the election PROV-2025 is open');
    expect(refused.err).toContain('party IND: color #808080 -> #999999');
    expect(refused.err).toContain('election PROV-2025: opens_at, closes_at');
    expect(refused.err).toContain('race SHERBROOKE: rule_set irv -> irv:ties=lot');
    expect(refused.err).toContain('candidate SHERBROOKE/collineverte: first_name Octavie -> Octave');
    expect((await scrutin('election', 'export', 'PROV-2025')).out).toContain('Vétérinaire de campagne.');
  });

  it('is not removed once it is open', async () => {
    const refused = await scrutin('election', 'remove', 'PROV-2025');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('PROV-2025 is open: only a draft is removed');
    expect((await scrutin('election', 'show', 'PROV-2025')).out).toContain('grandvent');
  });

  it('can be loaded again from its file although steps have changed its window', async () => {
    const file = await changedExample(['Vétérinaire de campagne.', 'Vétérinaire des bois.']);
    const loaded = await scrutin('election', 'load', file, '--json');
    expect(loaded.err).toMatch(
      /the window is .* to 1 January 2130 at 00:00 UTC, and not that of the file: steps have changed it since /,
    );
    expect(JSON.parse(loaded.out)).toMatchObject({
      state: 'open',
      acts: [{ verb: 'change', what: 'candidate SHERBROOKE/collineverte: bio' }],
    });
    expect((await load(EXAMPLE)).acts).toHaveLength(1);
  });

  it('may have its texts changed while it is open', async () => {
    const exported = (await scrutin('election', 'export', 'PROV-2025')).out;
    const file = path.join(folder, 'texts.json');
    await writeFile(file, exported.replace('Vétérinaire de campagne.', 'Vétérinaire des champs.'));
    expect((await load(file)).acts).toEqual([
      { verb: 'change', what: 'candidate SHERBROOKE/collineverte: bio' },
    ]);
  });

  it('is counted from the database without the withdrawn candidates (P8)', async () => {
    await castBallots(database.url, SHERBROOKE, [
      ['grandvent>collineverte', 5],
      ['collineverte', 6],
      ['pontcouvert', 7],
      ['cheminplat', 3],
      ['saulepleureur', 2],
      ['deuxrivieres', 1],
    ]);
    const results = await scrutin('results', '--election-id', 'PROV-2025', '--region-id', 'SHERBROOKE');
    expect(results.out).toMatch(/Sherbrooke \[SHERBROOKE\], 1 seat: 24 votes/);
    expect(results.out).toMatch(/Sidonie Grandvent.*PCQ.*5 .*20\.83/);
    const before = await scrutin('tabulate', 'count', '--contest', SHERBROOKE);
    expect(before).toMatchObject({ code: 0 });
    expect(before.out).toContain('Elected: Octavie Collineverte.');

    expect(await scrutin('candidate', 'withdraw', 'PROV-2025', 'SHERBROOKE', 'collineverte')).toMatchObject({
      code: 2,
    });
    const reason = ['--reason', 'letter of 3 October'];
    const withdrawn = ['candidate', 'withdraw', 'PROV-2025', 'SHERBROOKE', 'collineverte', ...reason];
    expect((await scrutin(...withdrawn)).out).toContain('Octavie Collineverte is withdrawn');
    expect((await scrutin(...withdrawn)).code).toBe(1);
    expect((await load(EXAMPLE)).acts).toEqual([
      { verb: 'change', what: 'candidate SHERBROOKE/collineverte: bio' },
    ]);
    const withWithdrawal = (await scrutin('election', 'export', 'PROV-2025')).out;
    expect(withWithdrawal).toContain('withdrawn_at');
    const copy = path.join(folder, 'copy.json');
    await writeFile(copy, withWithdrawal.replace('"id": "PROV-2025"', '"id": "PROV-2029"'));
    const copied = await scrutin('election', 'load', copy);
    expect(copied).toMatchObject({ code: 0 });
    expect(copied.err).toContain(
      'candidate SHERBROOKE/collineverte is withdrawn in the file and stands here',
    );
    expect((await scrutin('election', 'remove', 'PROV-2029')).code).toBe(0);
    const after = await scrutin('tabulate', 'count', '--contest', SHERBROOKE, '--json');
    expect(JSON.parse(after.out)).toMatchObject({
      status: 'complete',
      winners: ['pontcouvert'],
      contest: SHERBROOKE,
      ballotsDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(before.out).toContain((JSON.parse(after.out) as { ballotsDigest: string }).ballotsDigest);
    const exported = await scrutin('election', 'export', 'PROV-2025');
    expect(exported.out).toContain('"withdrawn_at"');
  });

  it('gets counts on record, which are published and then certified', async () => {
    expect(await scrutin('contest', 'close', CONTEST, '--reason', 'fire')).toMatchObject({ code: 0 });
    const races = ['ABITIBI-EST', 'ABITIBI-OUEST', 'MONTREAL-CENTRE', 'MONTREAL-NORD', 'QUEBEC-CENTRE'];
    for (const region of races) {
      const election = await atOffice(url, async (office) => ({
        ok: true,
        value: await office.election('PROV-2025'),
      }));
      const candidates = election?.races.find(({ regionId }) => regionId === region)?.candidates ?? [];
      const ballots = candidates.map(({ id }, i): [string, number] => [id, 1 + i * i]);
      await castBallots(database.url, `${CONTEST}:${region}`, ballots);
    }
    const all = JSON.parse(
      (await scrutin('results', '--election-id', 'PROV-2025', '--json')).out,
    ) as object[];
    expect(all).toHaveLength(6);
    // The contest closes five seconds after the act, and only a later count can be certified.
    await eventually('the election has closed', async () => {
      const shown = await scrutin('contest', 'show', CONTEST, '--json');
      expect(JSON.parse(shown.out)).toMatchObject({ state: 'closed' });
    });
    for (const region of [...races, 'SHERBROOKE']) {
      const recorded = await scrutin('tabulate', 'record', '--contest', `${CONTEST}:${region}`, '--json');
      expect(recorded).toMatchObject({ code: 0, err: '' });
      const { id, published_at: publishedAt } = JSON.parse(recorded.out) as Record<string, string | null>;
      expect(publishedAt).toBeNull();
      expect((await scrutin('tabulate', 'publish', id ?? '')).out).toContain(`${id ?? ''} is public`);
    }
    expect((await scrutin('tabulate', 'publish', '00000000-0000-4000-8000-000000000000')).code).toBe(1);
    const certified = await eventually('the last votes are in the books', async () => {
      const ran = await scrutin('contest', 'certify', CONTEST);
      if (ran.code !== 0) throw new Error(ran.err);
      return ran.out;
    });
    expect(certified).toContain(`${CONTEST} is certified`);
  }, 120_000);
});

describe('a contest that does not exist', () => {
  it.each([
    [1, ['contest', 'show', 'law:NONE']],
    [1, ['contest', 'open', 'election:NONE']],
    [1, ['election', 'show', 'NONE']],
    [1, ['results', '--election-id', 'NONE']],
    [1, ['results', '--election-id', 'PROV-2025', '--region-id', 'NONE']],
    [1, ['tabulate', 'count', '--contest', 'election:PROV-2025:NONE']],
    [1, ['tabulate', 'count', '--contest', 'law:NONE']],
    [2, ['results', '--region-id', 'SHERBROOKE']],
    [2, ['contest', 'open', 'PROV-2025']],
    [2, ['tabulate', 'count', '--contest', 'election:PROV-2025']],
    [2, ['tabulate', 'count']],
  ])('ends with exit code %i: %j', async (code, args) => {
    const ran = await scrutin(...args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).not.toBe('');
  });
});
