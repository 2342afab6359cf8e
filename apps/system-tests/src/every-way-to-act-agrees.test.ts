import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { eventually, OfficeClient, refusalOf, runOrThrow, Stack } from '@scrutin/testkit';
import type { Way } from './ways-to-act.ts';
import { expectSameActs, expectSameRows, WAYS } from './ways-to-act.ts';

const HOUR_MS = 3_600_000;
/** A grey square as a PNG. */
function greyPng(side: number): Buffer<ArrayBuffer> {
  const numbers = (...values: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, i) => bytes.writeUInt32BE(value, 4 * i));
    return bytes;
  };
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    return Buffer.concat([numbers(data.length), body, numbers(crc32(body))]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([numbers(side, side), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('IDAT', deflateSync(Buffer.alloc(side * (side + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The acts that one load of a roll leaves, in order. */
const ONE_LOAD = ['roll.load', 'roll.record'];

describe('the admin API and the command line leave the same state and the same records', () => {
  let stack: Stack;
  let official: OfficeClient;
  let operator: OfficeClient;

  beforeAll(async () => {
    stack = await Stack.start({ suite: 'ways-to-act', processes: { 'admin-api': 1 } });
    for (const role of ['official', 'operator']) {
      const account = ['--email', `${role}@elections.example`, '--name', role, '--role', role, '--json'];
      const { password } = JSON.parse(await runOrThrow(stack, ['official', 'create', ...account])) as {
        password: string;
      };
      const client = await OfficeClient.firstLogin(stack, `${role}@elections.example`, password);
      if (role === 'official') official = client;
      else operator = client;
    }
  });
  afterAll(() => stack.stop());

  const sameRows = (query: string): Promise<unknown[]> => expectSameRows(stack, query);
  const sameActs = (subject: 'law' | 'election', action: string): Promise<unknown[]> =>
    expectSameActs(stack, subject, action);
  const window = {
    opens_at: new Date(Date.now() + HOUR_MS).toISOString(),
    closes_at: new Date(Date.now() + 24 * HOUR_MS).toISOString(),
  };
  /** Each of the two ways is used by one official alone. */
  const approval = 'single-official';

  const title = { fr: 'Loi d’essai', en: 'Test Act' };

  test('a new law has the same defaults', async () => {
    const summary = { fr: '', en: '' };
    await official.act('createLaw', { body: { id: 'LAW-API', title, summary, approval, ...window } });
    const titles = ['--title-fr', title.fr, '--title-en', title.en];
    const times = ['--opens-at', window.opens_at, '--closes-at', window.closes_at];
    await runOrThrow(stack, [
      'law',
      'create',
      '--id',
      'LAW-CLI',
      '--approval',
      approval,
      ...titles,
      ...times,
    ]);
    expect(await sameRows('SELECT to_jsonb(l) AS row FROM laws l WHERE id LIKE $1')).toMatchObject([
      { id: 'LAW', status: 'draft', results_visibility: 'after-closing', approval },
    ]);
    expect(await sameActs('law', 'law.%')).toMatchObject([{ action: 'law.create', subject: 'law:LAW' }]);
  });

  test('a roll that is loaded leaves the same rows', async () => {
    for (const way of WAYS) await loadRoll(way, 'wrong', 25);
    expect(await sameRows('SELECT to_jsonb(r) AS row FROM rolls r WHERE roll_key LIKE $1')).toMatchObject([
      { roll_key: 'law:LAW', credentials: 25, scheme: 'hmac-sha256' },
    ]);
  });

  test('a second load replaces the roll of a draft, and the acts on record are the same', async () => {
    for (const way of WAYS) await loadRoll(way, 'corrected', 20);
    expect(await sameRows('SELECT to_jsonb(r) AS row FROM rolls r WHERE roll_key LIKE $1')).toMatchObject([
      { roll_key: 'law:LAW', credentials: 20, scheme: 'hmac-sha256' },
    ]);
    const acts = (await sameActs('law', 'roll.%')) as { action: string }[];
    expect(acts.map(({ action }) => action)).toEqual([...ONE_LOAD, ...ONE_LOAD]);
    expect(await runOrThrow(stack, ['roll', 'status'])).toMatch(
      /LAW-API.*20 registered; Redis: 20[^]*LAW-CLI.*20 registered; Redis: 20/,
    );
  });

  /** Generates this many credentials for a law, and loads them in the given way. */
  async function loadRoll(
    way: Way,
    name: string,
    count: number,
    law = `LAW-${way}`,
    reason?: string,
  ): Promise<void> {
    const folder = path.join(stack.folder, `${name}-${way}`);
    const size = ['--count', `${count}`, '--law-id', law, '--output', folder];
    await runOrThrow(stack, ['credentials', 'generate', ...size]);
    const explained = reason === undefined ? [] : ['--reason', reason];
    if (way === 'CLI') await runOrThrow(stack, ['roll', 'load', folder, ...explained]);
    else await upload(folder, law, reason);
  }

  /** Uploads the lines of all roll files of a set in one request. */
  async function upload(folder: string, law: string, reason?: string): Promise<void> {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const lines = files
      .filter((file) => /roll-\d+\.txt$/.test(file))
      .sort()
      .map((file) => readFileSync(path.join(folder, file), 'utf8'));
    const manifest = path.join('roll', 'manifest.json');
    await operator.act('uploadRoll', {
      params: { roll_key: `law:${law}` },
      query: reason === undefined ? {} : { reason },
      body: readFileSync(path.join(folder, manifest), 'utf8') + lines.join(''),
    });
  }

  test('a count by other rules is refused, and a count by the rules of the law is recorded', async () => {
    for (const way of WAYS) {
      const params = { id: `LAW-${way}` };
      await official.act('changeLaw', { params, body: { results_visibility: 'live' } });
      await official.act('stepLaw', { params, body: { step: 'open', reason: 'All is ready' } });
    }
    await eventually('both are open', async () => {
      for (const way of WAYS) {
        expect(await official.act('law', { params: { id: `LAW-${way}` } })).toMatchObject({ state: 'open' });
      }
    });
    const otherRules = 'referendum:threshold=60,comparison=at-least';
    const lawOfApi = { params: { id: 'LAW-API' } };
    const reply = await official.call('tabulateLaw', { ...lawOfApi, body: { rule_set: otherRules } });
    expect(refusalOf(reply)).toEqual([422, 'invalid']);
    const count = ['tabulate', 'record', '--contest', 'law:LAW-CLI'];
    const command = await stack.scrutin([...count, '--rules', otherRules]);
    expect(command.code).toBe(2); // The command counts by the rules of the contest and takes no others.
    expect(await sameRows('SELECT to_jsonb(t) AS row FROM tabulations t WHERE contest_key LIKE $1')).toEqual(
      [],
    );

    await official.act('tabulateLaw', { ...lawOfApi, body: {} });
    await runOrThrow(stack, count);
    expect(
      await sameRows('SELECT to_jsonb(t) AS row FROM tabulations t WHERE contest_key LIKE $1'),
    ).toMatchObject([{ contest_key: 'law:LAW', rule_set: 'referendum', ballots: 0, published_at: null }]);
    expect(await sameActs('law', 'tabulation.%')).toMatchObject([
      { action: 'tabulation.record', subject: 'law:LAW' },
    ]);
  });

  test('a late registration leaves the same rows, acts and notices', async () => {
    const reason = 'Registered by the board of revisors';
    for (const way of WAYS) await loadRoll(way, 'late', 2, `LAW-${way}`, reason);
    expect(
      await sameRows(
        `SELECT jsonb_build_object('roll_key', roll_key, 'late', late, 'approved', approved) AS row
           FROM published_rolls WHERE roll_key LIKE $1`,
      ),
    ).toEqual([{ roll_key: 'law:LAW', late: 2, approved: 0 }]);
    expect(
      await sameRows(
        `SELECT jsonb_build_object('kind', kind, 'text', text_en, 'reason', reason) AS row
           FROM notices WHERE roll_key LIKE $1 AND kind = 'registered-late'`,
      ),
    ).toMatchObject([{ text: '2 voters were added to the roll after the vote was published.', reason }]);
    expect(
      await sameRows(
        `SELECT jsonb_build_object('reason', reason, 'added', after #> '{late,credentials}') AS row
           FROM admin_audit WHERE subject LIKE $1 AND action = 'roll.record' AND after ? 'late'`,
      ),
    ).toEqual([{ reason, added: '2' }]);
  });

  const rollActs = async (rollKey: string): Promise<string[]> => {
    const acts = await stack.sql<{ action: string }>(
      `SELECT action FROM admin_audit WHERE subject = $1 AND action LIKE 'roll.%' ORDER BY id`,
      [rollKey],
    );
    return acts.map(({ action }) => action);
  };
  /** Fails unless the roll has the same size on record and in Redis. Returns the size. */
  const sizeOfRoll = async (rollKey: string): Promise<number> => {
    const [roll] = await stack.sql<{ credentials: string }>(
      'SELECT credentials::text FROM rolls WHERE roll_key = $1',
      [rollKey],
    );
    const size = Number(roll?.credentials);
    const text = size.toLocaleString('en');
    const lines = (await runOrThrow(stack, ['roll', 'status'])).split('\n');
    const line = lines.find((one) => one.includes(rollKey));
    expect(line).toMatch(new RegExp(`: ${text} registered[^;]*; Redis: ${text} `));
    return size;
  };

  test('the voters of the demonstration are loaded and recorded like all others', async () => {
    const folder = path.join(stack.folder, 'demo');
    await runOrThrow(stack, ['demo', 'load', '--credentials', '12', '--folder', folder]);
    for (const rollKey of ['law:L2025-001', 'law:L2025-002', 'law:L2025-003', 'election:PROV-2025']) {
      expect(await rollActs(rollKey)).toEqual(ONE_LOAD);
      expect(await sizeOfRoll(rollKey)).toBe(12);
    }
  });

  test('the voters of a simulation are loaded and recorded like all others', async () => {
    await runOrThrow(stack, ['simulate', '--law-id', 'L2025-001', '--votes', '30', '--seed', '1']);
    expect(await rollActs('law:L2025-001')).toEqual([...ONE_LOAD, ...ONE_LOAD]);
    expect(await sizeOfRoll('law:L2025-001')).toBeGreaterThan(20);
  });

  test('nothing is simulated in a real contest, whatever the flags', async () => {
    const run = await stack.scrutin(['simulate', '--law-id', 'LAW-API', '--votes', '30', '--seed', '1']);
    expect(run).toMatchObject({ code: 1, stderr: expect.stringMatching(/law:LAW-API is real/) as string });
    expect(await rollActs('law:LAW-API')).toEqual([...ONE_LOAD, ...ONE_LOAD, ...ONE_LOAD]);
  });

  test('a new election has the same defaults', async () => {
    const name = { fr: 'Élection', en: 'Election' };
    const race = { method: 'ranked_choice', seats: 1, max_ranks: 2, rule_set: 'irv' } as const;
    const people = ['ann', 'bob'].map((id, position) => ({
      id,
      first_name: 'Marie',
      last_name: id,
      position,
    }));
    await official.act('createRegion', { body: { id: 'NORD-API', name } });
    await official.act('createParty', { body: { code: 'IND-API', name, color: '#808080' } });
    await official.act('createElection', {
      body: { id: 'ELECT-API', name, type: 'municipal', approval, ...window },
    });
    const params = { election_id: 'ELECT-API', region_id: 'NORD-API' };
    await official.act('putRace', { params, body: race });
    for (const person of people) {
      await official.act('createCandidate', { params, body: { ...person, party_code: 'IND-API' } });
    }
    const file = path.join(stack.folder, 'election.json');
    writeFileSync(
      file,
      JSON.stringify({
        format: 'scrutin-election/1',
        regions: [{ id: 'NORD-CLI', name }],
        parties: [{ code: 'IND-CLI', name, color: '#808080' }],
        election: { id: 'ELECT-CLI', name, type: 'municipal', approval, ...window },
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
    expect(await sameRows('SELECT to_jsonb(e) AS row FROM elections e WHERE id LIKE $1')).toMatchObject([
      { id: 'ELECT', status: 'draft', results_visibility: 'after-closing' },
    ]);
    for (const table of ['election_regions', 'candidates']) {
      await sameRows(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE election_id LIKE $1 ORDER BY to_jsonb(t)::text`,
      );
    }
    const acts = (await sameActs('election', '%')) as { action: string; subject: string }[];
    expect(acts.map(({ action, subject }) => `${action} ${subject}`)).toEqual(
      expect.arrayContaining(['election.create election:ELECT', 'race.put election:ELECT:NORD']),
    );
  });

  test('extending, closing, counting, publishing and certifying a law leaves the same acts', async () => {
    const reason = 'a storm closed the offices';
    const later = new Date(Date.now() + 48 * HOUR_MS).toISOString();
    for (const way of WAYS) {
      const summary = { fr: '', en: '' };
      await official.act('createLaw', { body: { id: `LIFE-${way}`, title, summary, approval, ...window } });
      await loadRoll(way, 'life', 20, `LIFE-${way}`);
      await official.act('stepLaw', {
        params: { id: `LIFE-${way}` },
        body: { step: 'open', reason: 'All is ready' },
      });
    }
    await eventually('both are open', async () => {
      for (const way of WAYS) {
        expect(await official.act('law', { params: { id: `LIFE-${way}` } })).toMatchObject({ state: 'open' });
      }
    });
    const lifeOfApi = { params: { id: 'LIFE-API' } };
    await official.act('stepLaw', { ...lifeOfApi, body: { step: 'extend', closes_at: later, reason } });
    await runOrThrow(stack, ['contest', 'extend', 'law:LIFE-CLI', '--closes-at', later, '--reason', reason]);
    const closing = await sameRows(
      `SELECT extract(epoch FROM closes_at) * 1000 AS row FROM laws WHERE id LIKE $1 AND id LIKE 'LIFE%'`,
    );
    expect(closing.map(Number)).toEqual([Date.parse(later)]);

    await official.act('stepLaw', { ...lifeOfApi, body: { step: 'close', reason } });
    await runOrThrow(stack, ['contest', 'close', 'law:LIFE-CLI', '--reason', reason]);
    await eventually('both are closed', async () => {
      for (const way of WAYS) {
        expect(await official.act('law', { params: { id: `LIFE-${way}` } })).toMatchObject({
          state: 'closed',
        });
      }
    });
    const { id } = await official.act('tabulateLaw', { ...lifeOfApi, body: {} });
    await official.act('publishTabulation', { params: { id } });
    const recorded = await runOrThrow(stack, ['tabulate', 'record', '--contest', 'law:LIFE-CLI', '--json']);
    await runOrThrow(stack, ['tabulate', 'publish', (JSON.parse(recorded) as { id: string }).id]);
    await eventually('the law can be certified', async () => {
      await official.act('stepLaw', { ...lifeOfApi, body: { step: 'certify' } });
    });
    await runOrThrow(stack, ['contest', 'certify', 'law:LIFE-CLI']);

    expect(
      await sameRows(
        `SELECT to_jsonb(l) - 'opens_at' - 'closes_at' AS row FROM laws l WHERE id LIKE $1 AND id LIKE 'LIFE%'`,
      ),
    ).toMatchObject([{ id: 'LIFE', status: 'certified' }]);
    const acts =
      await sameRows(`SELECT jsonb_build_object('action', action, 'subject', subject, 'reason', reason,
                'before', before - 'window', 'after', after - 'window') AS row
         FROM admin_audit WHERE subject LIKE $1 AND subject LIKE 'law:LIFE%' ORDER BY id`);
    expect(acts.slice(-5)).toMatchObject([
      { action: 'law.extend', subject: 'law:LIFE', reason },
      { action: 'law.close', reason },
      { action: 'tabulation.record' },
      { action: 'tabulation.publish' },
      { action: 'law.certify', after: { status: 'certified' } },
    ]);
  });

  test('the photo of a candidate is the same, whichever way it came', async () => {
    const photo = greyPng(80);
    const params = { election_id: 'ELECT-API', region_id: 'NORD-API', candidate_id: 'bob' };
    await official.act('putPhoto', { params, body: photo });
    const file = path.join(stack.folder, 'bob.png');
    writeFileSync(file, photo);
    await runOrThrow(stack, ['candidate', 'photo', 'ELECT-CLI', 'NORD-CLI', 'bob', file]);
    const photos = `SELECT to_jsonb(photo_url) AS row FROM candidates WHERE election_id LIKE $1 AND candidate_id = 'bob'`;
    const [address] = await sameRows(photos);
    expect(address).toMatch(/^\/api\/v1\/photos\/[0-9a-f]{64}\.jpg$/);
    expect(
      await sameRows(`SELECT jsonb_build_object('action', action, 'subject', subject, 'photo', after -> 'photoUrl') AS row
         FROM admin_audit WHERE subject LIKE $1 ORDER BY id DESC LIMIT 1`),
    ).toMatchObject([{ action: 'candidate.change', subject: 'election:ELECT:NORD:bob', photo: address }]);
    await official.act('removePhoto', { params });
    await runOrThrow(stack, ['candidate', 'photo', 'ELECT-CLI', 'NORD-CLI', 'bob', '--remove']);
    expect(await sameRows(photos)).toEqual([null]);
  });

  test('the withdrawal of a candidate leaves the same act', async () => {
    const reason = 'letter of 3 October';
    for (const way of WAYS) await scheduleElection(way);
    await official.act('withdrawCandidate', {
      params: { election_id: 'ELECT-API', region_id: 'NORD-API', candidate_id: 'bob' },
      body: { reason },
    });
    await runOrThrow(stack, ['candidate', 'withdraw', 'ELECT-CLI', 'NORD-CLI', 'bob', '--reason', reason]);
    expect(
      await sameRows(`SELECT to_jsonb(c) - 'withdrawn_at' || jsonb_build_object('withdrawn', withdrawn_at IS NOT NULL) AS row
           FROM candidates c WHERE election_id LIKE $1 ORDER BY candidate_id`),
    ).toMatchObject([{ withdrawn: false }, { withdrawn: true }]);
    const acts =
      await sameRows(`SELECT jsonb_build_object('action', action, 'subject', subject, 'reason', reason,
                'before', before - 'withdrawnAtMs', 'after', after - 'withdrawnAtMs') AS row
         FROM admin_audit WHERE subject LIKE $1 AND action = 'candidate.withdraw'`);
    expect(acts).toMatchObject([{ subject: 'election:ELECT:NORD:bob', reason }]);
  });

  /** Loads a roll for the election of this way, and publishes the election. */
  async function scheduleElection(way: Way): Promise<void> {
    const folder = path.join(stack.folder, `election-${way}`);
    const size = ['--count', '5', '--election-id', `ELECT-${way}`, '--region', `NORD-${way}`];
    await runOrThrow(stack, ['credentials', 'generate', ...size, '--output', folder]);
    await runOrThrow(stack, ['roll', 'load', folder]);
    await runOrThrow(stack, ['contest', 'schedule', `election:ELECT-${way}`]);
  }
});
