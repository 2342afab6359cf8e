import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { ContestKey } from '@scrutin/election';
import { BALLOT_RECORDS, ballotRecordRefusal, CONTEST_STATUSES } from '@scrutin/election';
import type { SelectionCount } from '@scrutin/tabulation';
import { law, openTestStore, putLaws, vote } from '@scrutin/testkit/ballot-store';
import { useDatabase } from '@scrutin/testkit/database';

const HOUR_MS = 3_600_000;
const MB = 2 ** 20;
const PAST = { opensAtMs: Date.now() - 3 * HOUR_MS, closesAtMs: Date.now() - HOUR_MS };

const { database, owner } = useDatabase();

async function as<T>(role: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(await database.urlFor(role));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const recordOf = (client: pg.Client, contest: string) =>
  client.query<{ selection: string; ballots: string }>(`SELECT * FROM ballot_record($1, '', 100)`, [contest]);

/** A law in each status, with and without a record, and with its voting open or over. */
const LAWS = CONTEST_STATUSES.flatMap((status) =>
  BALLOT_RECORDS.flatMap((ballotRecord) =>
    [PAST, { ...PAST, closesAtMs: Date.now() + HOUR_MS }].map((window, n) =>
      law(`${status}-${ballotRecord}-${n}`, { status, ballotRecord, window }),
    ),
  ),
);

beforeAll(async () => {
  await putLaws(
    database.url,
    ...LAWS.map((one) => ({
      ...one,
      status: one.status === 'certified' ? ('scheduled' as const) : one.status,
    })),
  );
  const store = openTestStore(await database.urlFor('scrutin_aggregator'));
  const contests = LAWS.filter(({ status }) => status !== 'draft').map(({ id }) => `law:${id}`);
  await store.settleVotes(contests.map((contest) => vote({ contest, acceptedAtMs: PAST.opensAtMs })));
  await store.close();
  await owner.query(`ALTER TABLE laws DISABLE TRIGGER USER`);
  await owner.query(`UPDATE laws SET status = 'certified' WHERE starts_with(id, 'certified')`);
  await owner.query(`ALTER TABLE laws ENABLE ALWAYS TRIGGER ballot_record_fixed`);
});

test.each(['ingestion', 'operator', 'auditor', 'admin'])(
  'scrutin_%s reads no ballot of a contest that is not certified or not published, and none that is not mixed (P6)',
  async (role) => {
    await as(`scrutin_${role}`, async (client) => {
      for (const { id } of LAWS) expect((await recordOf(client, `law:${id}`)).rows).toEqual([]);
    });
  },
);

test('after the mixing PostgreSQL and ballotRecordRefusal agree about every contest', async () => {
  // Contests that are open are not mixed, so these stand for a vote that is still arriving after the certification.
  const store = openTestStore(await database.urlFor('scrutin_aggregator'));
  await store.mixBallots();
  await store.close();
  await as('scrutin_ingestion', async (client) => {
    for (const one of LAWS) {
      const isMixed = one.window.closesAtMs < Date.now();
      const expected = ballotRecordRefusal(one) === undefined && isMixed;
      const { rows } = await recordOf(client, `law:${one.id}`);
      expect({ law: one.id, rows }).toEqual({
        law: one.id,
        rows: expected ? [{ selection: 'oui', ballots: '1' }] : [],
      });
    }
  });
});

test.each(['aggregator', 'worker'])('scrutin_%s may not read records', async (role) => {
  await as(`scrutin_${role}`, async (client) => {
    await expect(recordOf(client, 'law:certified-published-0')).rejects.toMatchObject({ code: '42501' });
  });
});

test('not even the owner changes whether ballots are published', async () => {
  await owner.query(`
    INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at)
    VALUES ('E', 'E', 'E', 'municipal', now(), now() + interval '1 hour')`);
  for (const [table, value] of [
    ['laws', 'published'],
    ['laws', 'not-published'],
    ['elections', 'not-published'],
  ] as const) {
    await expect(
      owner.query(`UPDATE ${table} SET ballot_record = $1 WHERE ballot_record <> $1`, [value]),
    ).rejects.toMatchObject({ code: '23000', message: expect.stringContaining('never changes') as string });
  }
});

/**
 * Writes the record of an election as CSV, and counts its lines, looks at their order, and takes the memory that is held
 * after each tenth: what is not needed is collected before. It is a process of its own, because that of the tests also
 * holds, and some time lets go, what other suites left behind.
 */
const WRITE_RECORD = `
  import { ballotRecordText, openAuditStore } from ${JSON.stringify(path.join(import.meta.dirname, '../dist/index.js'))};
  const [url, ballots] = process.argv.slice(1);
  const ignore = () => undefined;
  const logger = { info: ignore, warn: ignore, error: ignore };
  const store = openAuditStore({ url, poolMax: 1, logger, applicationName: 'ballot-record-test' });
  const contest = { contest: 'election:BIG:BIG', seats: 1, candidates: [], isRehearsal: false };
  let lines = 0;
  let inOrder = true;
  let last = '';
  const held = [];
  for await (const piece of ballotRecordText(store.ballotRecord(contest.contest), 'csv', contest, BigInt(ballots))) {
    const found = piece.split('\\n').slice(0, -1);
    if (found[0] === 'selection,count') found.shift();
    for (const line of found) {
      inOrder &&= line > last;
      last = line;
    }
    lines += found.length;
    if (lines < (held.length + 1) * (ballots / 10)) continue;
    gc();
    const { heapUsed, external } = process.memoryUsage();
    held.push(heapUsed + external);
  }
  await store.close();
  console.log(JSON.stringify({ lines, inOrder, held }));`;

test('a million different ballots are written in memory that does not grow with them', async () => {
  const MILLION = 1_000_000;
  await owner.query(`ALTER TABLE elections DISABLE TRIGGER USER`);
  await owner.query(`ALTER TABLE ranking_counts DISABLE TRIGGER USER`);
  await owner.query(`
    INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status)
    VALUES ('BIG', 'Big', 'Big', 'municipal', now() - interval '2 hours', now() - interval '1 hour', 'certified')`);
  await owner.query(`
    INSERT INTO ranking_counts (election_id, region_id, ranking, ballots)
    SELECT 'BIG', 'BIG', regexp_replace(lpad(n::text, 7, '0'), '(?!^)', '>candidate-', 'g'), 1
      FROM generate_series(1, ${MILLION}) AS n`);
  await owner.query('VACUUM ANALYZE ranking_counts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--expose-gc', '--input-type=module', '-e', WRITE_RECORD],
    ...[await database.urlFor('scrutin_ingestion'), String(MILLION)],
  ]);
  const { held, ...record } = JSON.parse(stdout) as { lines: number; inOrder: boolean; held: number[] };
  expect(record).toEqual({ lines: MILLION, inOrder: true });
  expect(held).toHaveLength(10);
  // The lines alone would be a hundred more if they were kept.
  expect(Math.max(...held) - Math.min(...held)).toBeLessThan(30 * MB);
}, 120_000);

test('the record is read in pages, whatever their size', async () => {
  const groups: SelectionCount[] = [];
  const store = openTestStore(await database.urlFor('scrutin_ingestion'));
  for await (const page of store.ballotRecord('law:certified-published-0' as ContestKey))
    groups.push(...page);
  await store.close();
  expect(groups).toEqual([{ selection: 'oui', ballots: 1n }]);
});
