import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Election, RollKey } from '@scrutin/election';
import { openElectionOffice } from '@scrutin/election-office';
import { createTestDatabase } from '@scrutin/testkit/database';
import { done, readyElection } from '@scrutin/testkit/election-office';
import { silentLogger } from '@scrutin/testkit/without-services';
import { useRollServers } from '../fixture/roll-servers.ts';
import { runScrutin } from '../fixture/run-scrutin.ts';
import { castBallots } from '../fixture/test-office.ts';

const ACTOR = { name: 'a test' };
const BEFORE = { ...process.env };
const servers = useRollServers({
  createDatabase: () => createTestDatabase(process.env['DATABASE_URL']),
  redisUrl: process.env['REDIS_URL'],
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-export-'));
});
afterEach(async () => {
  process.env = { ...BEFORE };
  await rm(folder, { recursive: true });
});

async function as(role: string, ...args: readonly string[]) {
  process.env['DATABASE_URL'] = await servers.database.urlFor(role);
  try {
    return await runScrutin(...args);
  } finally {
    process.env['DATABASE_URL'] = BEFORE['DATABASE_URL'];
  }
}

/** As the owner of the database. */
async function own(statement: string): Promise<void> {
  const owner = new pg.Client(servers.database.url);
  await owner.connect();
  try {
    await owner.query(statement);
  } finally {
    await owner.end();
  }
}

const EXPORT = ['tabulate', 'export'] as const;
const BALLOTS = [
  ['alice>bob', 4],
  ['bob', 3],
  ['bob>alice', 2],
] as const;

interface PublishedCount {
  readonly id: string;
  readonly ballotsDigest: string;
}

/** A race with ballots, that is closed and counted. Returns what the count says. */
async function countedRace(id: string, ruleSet: string, changes: Partial<Election> = {}) {
  const window = { opensAtMs: Date.now() - 60_000, closesAtMs: Date.now() + 3_600_000 };
  await readyElection(servers.office, id, ['RA'], { election: { window, ...changes }, race: { ruleSet } });
  const rollKey = `election:${id}` as RollKey;
  await servers.openContest(rollKey, ACTOR);
  const contest = `election:${id}:RA`;
  await castBallots(servers.database.url, contest, BALLOTS);
  await own(
    `UPDATE elections SET opens_at = now() - interval '1 hour', closes_at = now() - interval '1 minute' WHERE id = '${id}'`,
  );
  const recorded = await as('scrutin_operator', 'tabulate', 'record', '--contest', contest, '--json');
  const count = JSON.parse(recorded.out) as PublishedCount;
  expect(await as('scrutin_operator', 'tabulate', 'publish', count.id)).toMatchObject({ code: 0 });
  return contest;
}

/** With queues that are empty, whatever other tests leave in the broker. */
async function certify(rollKey: string): Promise<void> {
  const office = openElectionOffice({
    url: await servers.database.urlFor('scrutin_operator'),
    poolMax: 1,
    logger: silentLogger,
    applicationName: 'a test',
    clock: Date.now,
    queuesAreEmpty: () => Promise.resolve(true),
  });
  try {
    await done(office.step(ACTOR, rollKey as RollKey, { step: 'certify' }));
  } finally {
    await office.close();
  }
  await servers.counting.mixBallots();
}

/** Counts, and returns the result without what only a file or only the database has. */
async function counted(...args: readonly string[]) {
  const { code, out, err } = await as('scrutin_operator', 'tabulate', 'count', '--json', ...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const result = JSON.parse(out) as Record<string, unknown>;
  const ids = (result['candidates'] as { id: string }[]).map(({ id }) => id);
  for (const ofOneOnly of ['read', 'candidates']) Reflect.deleteProperty(result, ofOneOnly);
  return { result, ids };
}

test.each([
  ['irv', 'irv'],
  ['STV', 'scottish-stv-2011'],
])('a file of a certified %s race gives the result and the digest of the database', async (_, ruleSet) => {
  const contest = await countedRace('E-1', ruleSet);
  await certify('election:E-1');
  const [csv, blt] = [path.join(folder, 'ballots.csv'), path.join(folder, 'ballots.blt')];
  const exported = await as('scrutin_auditor', ...EXPORT, contest, '--output', csv);
  expect(exported).toMatchObject({ code: 0, out: '' });
  expect(exported.err).toMatch(/^9 ballots of election:E-1:RA. SHA-256 of the ballots: [0-9a-f]{64}\n$/);
  expect(await readFile(csv, 'utf8')).toBe('selection,count\nalice>bob,4\nbob,3\nbob>alice,2\n');
  expect(await as('scrutin_operator', ...EXPORT, contest, '--format', 'blt', '--output', blt)).toMatchObject({
    code: 0,
  });
  const nist = await as('scrutin_auditor', ...EXPORT, contest, '--format', 'nist', '--names', 'en');
  const records = JSON.parse(nist.out) as { readonly '@type': string; readonly CVR: readonly unknown[] };
  expect([records['@type'], records.CVR.length]).toEqual(['CVR.CastVoteRecordReport', 9]);
  const fromDatabase = await counted('--contest', contest);
  expect(await counted('--rules', ruleSet, blt)).toEqual(fromDatabase);
  const candidates = fromDatabase.ids.flatMap((id) => ['--candidate', id]);
  expect(
    await counted('--rules', ruleSet, ...candidates, '--ballots', '9', '--digest-of', contest, csv),
  ).toEqual(fromDatabase);

  const wrong = await as(
    'scrutin_operator',
    'tabulate',
    'count',
    '--digest-of',
    'law:L1',
    '--rules',
    ruleSet,
    blt,
  );
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('not of law:L1') as string });
  const again = await as('scrutin_operator', ...EXPORT, contest, '--output', csv);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('is there already') as string });
  const shown = await as('scrutin_operator', ...EXPORT, contest);
  expect(shown.out).toBe(await readFile(csv, 'utf8'));
});

test('before the certification, and where ballots are not published, nothing is written', async () => {
  const open = await countedRace('E-1', 'irv');
  const secret = await countedRace('E-2', 'irv', { ballotRecord: 'not-published' });
  await certify('election:E-2');
  for (const [contest, reason] of [
    [open, 'when it is certified, and it is not certified yet'],
    [secret, 'are not published: this was decided when it was created'],
    ['law:L2025-001', 'there is no contest law:L2025-001'],
    ['election:E-9:RA', 'there is no contest election:E-9:RA'],
  ] as const) {
    const output = path.join(folder, 'ballots.csv');
    const refused = await as('scrutin_auditor', ...EXPORT, contest, '--output', output);
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining(reason) as string });
    await expect(readFile(output)).rejects.toThrow('ENOENT');
  }
});

test('what psql writes without headings is refused with the form that is expected', async () => {
  const file = path.join(folder, 'x.csv');
  await writeFile(file, 'election:E-1:RA,alice>bob,4\nelection:E-1:RA,bob,3\n');
  const { code, err } = await as('scrutin_operator', 'tabulate', 'count', '--rules', 'irv', file);
  expect(code).toBe(1);
  expect(err).toContain('the headings selection,count on the first line');
});
