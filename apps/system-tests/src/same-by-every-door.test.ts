import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jest } from '@jest/globals';
import { eventually, OfficeClient, runOrThrow, Stack } from '@scrutin/testkit';

jest.setTimeout(240_000);

const HOUR_MS = 3_600_000;
const DOORS = ['API', 'CLI'] as const;
type Door = (typeof DOORS)[number];

/**
 * What no two doors can have the same: identifiers that are drawn, times, who asked, where a roll came from, and
 * hashes of all of these.
 */
const OWN = new Set([
  'id',
  'official_id',
  'requested_by',
  'requestedBy',
  'actor',
  'login',
  'at',
  'computed_at',
  'computedAtMs',
  'publishedAtMs',
  'loaded_at',
  'source',
  'edition',
  'generation',
  'digest',
  'ballots_digest',
  'ballotsDigest',
]);

/** The row without the name of its way in every identifier. */
function withoutDoor(value: unknown, door: Door): unknown {
  const text = JSON.stringify(value, (name, member: unknown) =>
    OWN.has(name) && !(typeof member === 'string' && member.endsWith(`-${door}`)) ? undefined : member,
  );
  return JSON.parse(text.replaceAll(`-${door}`, '')) as unknown;
}

describe('an act leaves the same state and the same records, by every way to do it', () => {
  let stack: Stack;
  let official: OfficeClient;
  let operator: OfficeClient;

  beforeAll(async () => {
    stack = await Stack.start({ suite: 'doors', processes: { 'admin-api': 1 } });
    for (const role of ['official', 'operator']) {
      const account = ['--email', `${role}@elections.example`, '--name', role, '--role', role, '--json'];
      const { password } = JSON.parse(await runOrThrow(stack, ['official', 'create', ...account])) as {
        password: string;
      };
      const client = await OfficeClient.login(stack, `${role}@elections.example`, password);
      if (role === 'official') official = client;
      else operator = client;
    }
  });
  afterAll(() => stack.stop());

  const window = {
    opens_at: new Date(Date.now() + HOUR_MS).toISOString(),
    closes_at: new Date(Date.now() + 24 * HOUR_MS).toISOString(),
  };

  /** Of each door, what the query says of everything whose identifier ends with the door's name. */
  async function rowsOf(query: string): Promise<Record<Door, unknown>> {
    const rows = await Promise.all(DOORS.map((door) => stack.sql<{ row: unknown }>(query, [`%-${door}%`])));
    const [api, cli] = DOORS.map((door, i) => rows[i]?.map(({ row }) => withoutDoor(row, door)));
    return { API: api, CLI: cli };
  }

  /** Checks that both ways left the same rows. @returns these rows */
  async function same(query: string): Promise<unknown[]> {
    const { API, CLI } = await rowsOf(query);
    expect(CLI).toEqual(API);
    return API as unknown[];
  }

  const acts = (subject: string, action: string): Promise<unknown[]> =>
    same(
      `SELECT to_jsonb(a) AS row FROM admin_audit a
        WHERE subject LIKE $1 AND subject LIKE '${subject}:%' AND action LIKE '${action}' ORDER BY a.id`,
    );

  const title = { fr: 'Loi des portes', en: 'Doors Act' };

  test('a law is created with the same defaults', async () => {
    const summary = { fr: '', en: '' };
    await official.act('POST', 'laws', { id: 'LAW-API', title, summary, ...window });
    await runOrThrow(stack, [
      'law',
      'create',
      '--id',
      'LAW-CLI',
      '--title-fr',
      title.fr,
      '--title-en',
      title.en,
      '--opens-at',
      window.opens_at,
      '--closes-at',
      window.closes_at,
    ]);
    expect(await same('SELECT to_jsonb(l) AS row FROM laws l WHERE id LIKE $1')).toMatchObject([
      { id: 'LAW', status: 'draft', results_visibility: 'after-closing' },
    ]);
    expect(await acts('law', 'law.%')).toMatchObject([{ action: 'law.create', subject: 'law:LAW' }]);
  });

  test('a roll is loaded into the same rows, by the same acts', async () => {
    for (const door of DOORS) await loadRoll(door, 'wrong', 25);
    expect(await same('SELECT to_jsonb(r) AS row FROM rolls r WHERE roll_key LIKE $1')).toMatchObject([
      { roll_key: 'law:LAW', credentials: 25, scheme: 'hmac-sha256' },
    ]);
  });

  test('a second load replaces the roll of a draft', async () => {
    for (const door of DOORS) await loadRoll(door, 'corrected', 20);
    expect(await same('SELECT to_jsonb(r) AS row FROM rolls r WHERE roll_key LIKE $1')).toMatchObject([
      { roll_key: 'law:LAW', credentials: 20, scheme: 'hmac-sha256' },
    ]);
    const found = (await acts('law', 'roll.%')) as { action: string }[];
    const once = ['roll.load', 'roll.record'];
    expect(found.map(({ action }) => action)).toEqual([...once, ...once]);
    expect(await runOrThrow(stack, ['roll', 'status'])).toMatch(
      /LAW-API.*20 registered; Redis: 20[^]*LAW-CLI.*20 registered; Redis: 20/,
    );
  });

  /** Generates this many credentials for the law of the door, and loads them through the door. */
  async function loadRoll(door: Door, name: string, count: number, law = `LAW-${door}`): Promise<void> {
    const folder = path.join(stack.folder, `${name}-${door}`);
    const size = ['--count', `${count}`, '--law-id', law, '--output', folder];
    await runOrThrow(stack, ['credentials', 'generate', ...size]);
    if (door === 'CLI') await runOrThrow(stack, ['roll', 'load', folder]);
    else await upload(folder, law);
  }

  /** What an official uploads: the lines of a roll's files. */
  async function upload(folder: string, law: string): Promise<void> {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const lines = files
      .filter((file) => /roll-\d+\.txt$/.test(file))
      .map((file) => readFileSync(path.join(folder, file), 'utf8'));
    const manifest = files.find((file) => file.endsWith('manifest.json')) ?? '';
    const { pepper_check: check } = JSON.parse(readFileSync(path.join(folder, manifest), 'utf8')) as {
      pepper_check: string;
    };
    await operator.act('POST', `rolls/law:${law}?scheme=hmac-sha256&pepper_check=${check}`, lines.join(''));
  }

  test('a count is refused and recorded alike', async () => {
    for (const door of DOORS) {
      const change = { results_visibility: 'live' };
      await official.act('PATCH', `laws/LAW-${door}`, change);
      await official.act('POST', `laws/LAW-${door}/steps`, { step: 'open' });
    }
    await eventually('both are open', async () => {
      for (const door of DOORS) {
        expect(await official.act('GET', `laws/LAW-${door}`)).toMatchObject({ state: 'open' });
      }
    });
    const otherRules = 'referendum:threshold=60,comparison=at-least';
    const refused = await official.send('POST', 'laws/LAW-API/tabulations', { rule_set: otherRules });
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { type: expect.stringContaining('invalid') as string },
    ]);
    const told = await stack.scrutin([
      'tabulate',
      'record',
      '--contest',
      'law:LAW-CLI',
      '--rules',
      otherRules,
    ]);
    expect([told.code, told.stderr]).toEqual([
      1,
      expect.stringContaining('It is counted by referendum') as string,
    ]);
    expect(await same('SELECT to_jsonb(t) AS row FROM tabulations t WHERE contest_key LIKE $1')).toEqual([]);

    await official.act('POST', 'laws/LAW-API/tabulations', {});
    await runOrThrow(stack, ['tabulate', 'record', '--contest', 'law:LAW-CLI']);
    expect(
      await same('SELECT to_jsonb(t) AS row FROM tabulations t WHERE contest_key LIKE $1'),
    ).toMatchObject([{ contest_key: 'law:LAW', rule_set: 'referendum', ballots: 0, published_at: null }]);
    expect(await acts('law', 'tabulation.%')).toMatchObject([
      { action: 'tabulation.record', subject: 'law:LAW' },
    ]);
  });

  test('generated voters are on record like all others', async () => {
    await runOrThrow(stack, ['simulate', '--law-id', 'LAW-API', '--votes', '30', '--seed', '1']);
    const rolls = await stack.sql<{ action: string }>(
      `SELECT action FROM admin_audit WHERE subject = 'law:LAW-API' AND action LIKE 'roll.%' ORDER BY id`,
    );
    const once = ['roll.load', 'roll.record'];
    expect(rolls.map(({ action }) => action)).toEqual([...once, ...once, ...once]);
    const [roll] = await stack.sql<{ credentials: string }>(
      `SELECT credentials::text FROM rolls WHERE roll_key = 'law:LAW-API'`,
    );
    const credentials = Number(roll?.credentials).toLocaleString('en');
    expect(Number(roll?.credentials)).toBeGreaterThan(20);
    expect(await runOrThrow(stack, ['roll', 'status'])).toContain(
      `${credentials} registered; Redis: ${credentials}`,
    );
  });

  test('an election is created with the same defaults', async () => {
    const name = { fr: 'Élection', en: 'Election' };
    const race = { method: 'ranked_choice', seats: 1, max_ranks: 2, rule_set: 'irv' };
    const people = ['ann', 'bob'].map((id, position) => ({
      id,
      first_name: 'Marie',
      last_name: id,
      position,
    }));
    await official.act('POST', 'regions', { id: 'NORD-API', name });
    await official.act('POST', 'parties', { code: 'IND-API', name, color: '#808080' });
    await official.act('POST', 'elections', { id: 'ELECT-API', name, type: 'municipal', ...window });
    await official.act('PUT', 'elections/ELECT-API/regions/NORD-API', race);
    for (const person of people) {
      const candidate = { ...person, party_code: 'IND-API' };
      await official.act('POST', 'elections/ELECT-API/regions/NORD-API/candidates', candidate);
    }
    const file = path.join(stack.folder, 'election.json');
    writeFileSync(
      file,
      JSON.stringify({
        format: 'scrutin-election/1',
        regions: [{ id: 'NORD-CLI', name }],
        parties: [{ code: 'IND-CLI', name, color: '#808080' }],
        election: { id: 'ELECT-CLI', name, type: 'municipal', ...window },
        races: [
          {
            region_id: 'NORD-CLI',
            ...race,
            candidates: people.map((person) => ({ ...person, position: undefined, party_code: 'IND-CLI' })),
          },
        ],
      }),
    );
    await runOrThrow(stack, ['election', 'load', file]);
    expect(await same('SELECT to_jsonb(e) AS row FROM elections e WHERE id LIKE $1')).toMatchObject([
      { id: 'ELECT', status: 'draft', results_visibility: 'after-closing' },
    ]);
    for (const table of ['election_regions', 'candidates']) {
      await same(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE election_id LIKE $1 ORDER BY to_jsonb(t)::text`,
      );
    }
    const done = (await acts('election', '%')) as { action: string; subject: string }[];
    expect(done.map(({ action, subject }) => `${action} ${subject}`)).toEqual(
      expect.arrayContaining(['election.create election:ELECT', 'race.put election:ELECT:NORD']),
    );
  });

  test('a law is extended, closed, counted, published and certified by the same acts', async () => {
    const reason = 'a storm closed the offices';
    const later = new Date(Date.now() + 48 * HOUR_MS).toISOString();
    for (const door of DOORS) {
      await official.act('POST', 'laws', {
        id: `LIFE-${door}`,
        title,
        summary: { fr: '', en: '' },
        ...window,
      });
      await loadRoll(door, 'life', 20, `LIFE-${door}`);
      await official.act('POST', `laws/LIFE-${door}/steps`, { step: 'open' });
    }
    await eventually('both are open', async () => {
      for (const door of DOORS) {
        expect(await official.act('GET', `laws/LIFE-${door}`)).toMatchObject({ state: 'open' });
      }
    });
    await official.act('POST', 'laws/LIFE-API/steps', { step: 'extend', closes_at: later, reason });
    await runOrThrow(stack, ['contest', 'extend', 'law:LIFE-CLI', '--closes-at', later, '--reason', reason]);
    const closing = await same(
      `SELECT extract(epoch FROM closes_at) * 1000 AS row FROM laws WHERE id LIKE $1 AND id LIKE 'LIFE%'`,
    );
    expect(closing.map(Number)).toEqual([Date.parse(later)]);

    await official.act('POST', 'laws/LIFE-API/steps', { step: 'close', reason });
    await runOrThrow(stack, ['contest', 'close', 'law:LIFE-CLI', '--reason', reason]);
    await eventually(
      'both are closed',
      async () => {
        for (const door of DOORS) {
          expect(await official.act('GET', `laws/LIFE-${door}`)).toMatchObject({ state: 'closed' });
        }
      },
      { deadlineMs: 30_000 },
    );
    const { id } = await official.act<{ id: string }>('POST', 'laws/LIFE-API/tabulations', {});
    await official.act('POST', `tabulations/${id}/publication`);
    const recorded = await runOrThrow(stack, ['tabulate', 'record', '--contest', 'law:LIFE-CLI', '--json']);
    await runOrThrow(stack, ['tabulate', 'publish', (JSON.parse(recorded) as { id: string }).id]);
    await eventually(
      'the certificate is not too early',
      async () => {
        await official.act('POST', 'laws/LIFE-API/steps', { step: 'certify' });
      },
      { deadlineMs: 60_000 },
    );
    await runOrThrow(stack, ['contest', 'certify', 'law:LIFE-CLI']);

    expect(
      await same(
        `SELECT to_jsonb(l) - 'opens_at' - 'closes_at' AS row FROM laws l WHERE id LIKE $1 AND id LIKE 'LIFE%'`,
      ),
    ).toMatchObject([{ id: 'LIFE', status: 'certified' }]);
    const found = await same(
      `SELECT jsonb_build_object('action', action, 'subject', subject, 'reason', reason,
                'before', before - 'window', 'after', after - 'window') AS row
         FROM admin_audit WHERE subject LIKE $1 AND subject LIKE 'law:LIFE%' ORDER BY id`,
    );
    expect(found.slice(-5)).toMatchObject([
      { action: 'law.extend', subject: 'law:LIFE', reason },
      { action: 'law.close', reason },
      { action: 'tabulation.record' },
      { action: 'tabulation.publish' },
      { action: 'law.certify', after: { status: 'certified' } },
    ]);
  });

  test('a candidate withdraws by the same act', async () => {
    const reason = 'letter of 3 October';
    for (const door of DOORS) await scheduleElection(door);
    const withdrawal = 'elections/ELECT-API/regions/NORD-API/candidates/bob/withdrawal';
    await official.act('POST', withdrawal, { reason });
    await runOrThrow(stack, ['candidate', 'withdraw', 'ELECT-CLI', 'NORD-CLI', 'bob', '--reason', reason]);
    expect(
      await same(
        `SELECT to_jsonb(c) - 'withdrawn_at' || jsonb_build_object('withdrawn', withdrawn_at IS NOT NULL) AS row
           FROM candidates c WHERE election_id LIKE $1 ORDER BY candidate_id`,
      ),
    ).toMatchObject([{ withdrawn: false }, { withdrawn: true }]);
    const found = await same(
      `SELECT jsonb_build_object('action', action, 'subject', subject, 'reason', reason,
                'before', before - 'withdrawnAtMs', 'after', after - 'withdrawnAtMs') AS row
         FROM admin_audit WHERE subject LIKE $1 AND action = 'candidate.withdraw'`,
    );
    expect(found).toMatchObject([{ subject: 'election:ELECT:NORD:bob', reason }]);
  });

  /** Gives the election of the door a roll, and publishes it. */
  async function scheduleElection(door: Door): Promise<void> {
    const folder = path.join(stack.folder, `election-${door}`);
    const size = ['--count', '5', '--election-id', `ELECT-${door}`, '--region', `NORD-${door}`];
    await runOrThrow(stack, ['credentials', 'generate', ...size, '--output', folder]);
    await runOrThrow(stack, ['roll', 'load', folder]);
    await runOrThrow(stack, ['contest', 'schedule', `election:ELECT-${door}`]);
  }
});
