import { randomInt } from 'node:crypto';
import pg from 'pg';
import type { EligibleVote } from '@scrutin/contracts/messages';
import type { ContestKey } from '@scrutin/election';
import { law, LAW_1, newCredential, openTestStore, putLaws, vote } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';

/**
 * P6 against an attacker who has complete copies of the tables, with the system columns of PostgreSQL, in the worst
 * case: every batch has one vote. The tests know the choice of every voter, so that they can check each guess.
 */
const VOTERS = 1_200;

interface Choice {
  readonly hash: string;
  readonly selection: string;
}

let database: TestDatabase;
let store: BallotStore;
/** The owner sees xmin and ctid, as anyone with a copy of the database does. */
let attacker: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  attacker = new pg.Client(database.url);
  await attacker.connect();
  // There are thousands of commits with one vote each. What a crash would lose does not matter here.
  await attacker.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`,
  );
  await putLaws(database.url, law('L2025-001'));
  store = openTestStore(await database.urlFor('scrutin_aggregator'));
});

afterEach(async () => {
  await store.close();
  await attacker.end();
  await database.drop();
});

async function castOneByOne(count: number, contest: ContestKey = LAW_1): Promise<Choice[]> {
  const choices: Choice[] = [];
  for (let i = 0; i < count; i++) {
    const credentialHash = newCredential();
    const selection = contest.startsWith('law:')
      ? ['oui', 'non'][randomInt(2)]!
      : ['roy', 'gagnon'][randomInt(2)]!;
    await store.settleVotes([vote({ contest, credentialHash, selection })]);
    choices.push({ hash: Buffer.from(credentialHash, 'base64url').toString('hex'), selection });
  }
  return choices;
}

/** The share of voters whose choice is guessed right by pairing audit rows with ballots. Chance gives 0.5. */
function hits(choices: readonly Choice[], pairs: readonly { hash: string; selection: string }[]): number {
  const guessed = new Map(pairs.map(({ hash, selection }) => [hash, selection]));
  return choices.filter(({ hash, selection }) => guessed.get(hash) === selection).length / choices.length;
}

const AUDIT_ORDERS = ['ctid', 'xmin::text::bigint, ctid', 'submission_id', 'credential_hash'];
const BALLOT_ORDERS = ['ctid', 'xmin::text::bigint, ctid', 'id', 'selection, ctid', 'ctid DESC'];

async function joinByStamp(ballots: string): Promise<{ hash: string; selection: string }[]> {
  const { rows } = await attacker.query<{ hash: string; selection: string }>(
    `SELECT encode(a.credential_hash, 'hex') AS hash, b.selection
       FROM vote_audit AS a JOIN ${ballots} AS b ON b.xmin = a.xmin`,
  );
  return rows;
}

async function joinByOrder(
  ballots: string,
  auditOrder: string,
  ballotOrder: string,
): Promise<{ hash: string; selection: string }[]> {
  const { rows } = await attacker.query<{ hash: string; selection: string }>(
    `SELECT encode(a.credential_hash, 'hex') AS hash, b.selection
       FROM (SELECT credential_hash, row_number() OVER (ORDER BY ${auditOrder}) AS n
               FROM vote_audit WHERE status = 'counted') AS a
       JOIN (SELECT selection, row_number() OVER (ORDER BY ${ballotOrder}) AS n FROM ${ballots}) AS b USING (n)`,
  );
  return rows;
}

/** Six standard deviations of the share that random guesses would get right. */
const NO_BETTER_THAN_CHANCE = 0.5 + (6 * 0.5) / Math.sqrt(VOTERS);

test('P6: after mixing, neither row versions, positions, order nor ids connect a voter with a choice', async () => {
  const choices = await castOneByOne(VOTERS);

  // The attack works: it finds every choice while the ballots have not been mixed.
  expect(hits(choices, await joinByStamp('ballots_arriving'))).toBe(1);
  expect(hits(choices, await joinByOrder('ballots_arriving', 'ctid', 'ctid'))).toBe(1);

  expect(await store.mixBallots()).toBe(VOTERS);
  expect((await attacker.query('SELECT FROM ballots_arriving')).rowCount).toBe(0);
  expect((await attacker.query('SELECT FROM turnout_arriving')).rowCount).toBe(0);

  expect(await joinByStamp('ballots_mixed')).toEqual([]);
  for (const auditOrder of AUDIT_ORDERS) {
    for (const ballotOrder of BALLOT_ORDERS) {
      const share = hits(choices, await joinByOrder('ballots_mixed', auditOrder, ballotOrder));
      expect({ auditOrder, ballotOrder, tells: share > NO_BETTER_THAN_CHANCE }).toEqual({
        auditOrder,
        ballotOrder,
        tells: false,
      });
    }
  }
  // The id of a ballot is stored nowhere else.
  const { rows } = await attacker.query(
    `SELECT id FROM ballots_mixed WHERE id IN (SELECT submission_id FROM settled_submissions)`,
  );
  expect(rows).toEqual([]);
}, 60_000);

test('P6: no other table has the transaction of a batch beside a choice or an exact time', async () => {
  const race = 'election:PROV-2025:SHERBROOKE' as ContestKey;
  await castOneByOne(1_000, race);
  // Only one voter has this ranking, in a batch of its own.
  await store.settleVotes([vote({ contest: race, selection: 'tremblay>roy>gagnon' })]);
  expect(await store.mixBallots()).toBe(1_001);
  for (const table of ['ballots_mixed', 'ranking_counts', 'election_results', 'turnout_buckets']) {
    const { rows } = await attacker.query(
      `SELECT t.* FROM ${table} AS t JOIN vote_audit AS a ON a.xmin = t.xmin`,
    );
    expect({ table, rows }).toEqual({ table, rows: [] });
  }
  // The row of each law shows which batch was the last, and it contains both counts.
  await store.settleVotes([vote()]);
  await store.settleVotes([vote({ selection: 'non' })]);
  const { rows } = await attacker.query(
    `SELECT r.oui, r.non FROM vote_results AS r JOIN vote_audit AS a ON a.xmin = r.xmin`,
  );
  expect(rows).toEqual([{ oui: '1', non: '1' }]);
}, 60_000);

test('P6: fewer than a thousand ballots are not mixed while voting is open, whoever asks for it', async () => {
  await store.settleVotes(Array.from({ length: 999 }, () => vote()));
  expect(await store.mixBallots(1)).toBe(0);
  expect(await store.mixBallots(-5)).toBe(0);
  await store.settleVotes([vote()]);
  expect(await store.mixBallots(5_000)).toBe(0);
  expect(await store.mixBallots(1)).toBe(1_000);
});

test('P6: the last ballots of a closed contest are mixed with earlier ones, not only with each other', async () => {
  await store.settleVotes(Array.from({ length: 2_000 }, () => vote()));
  await store.mixBallots();
  await castOneByOne(3);
  await attacker.query(`UPDATE laws SET closes_at = now() - interval '1 second'`);
  expect(await store.mixBallots()).toBe(3);
  const { rows } = await attacker.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ballots_mixed GROUP BY xmin::text ORDER BY 1`,
  );
  expect(rows).toEqual([{ n: 1_000 }, { n: 1_003 }]);
  expect(await store.lawResult('L2025-001')).toMatchObject({});
  const auditor = openTestStore(await database.urlFor('scrutin_auditor'));
  expect(await auditor.deepCheck()).toEqual([]);
  await auditor.close();
});

test('P6: of contests that are mixed together, each gets as many ballots of its own as are missing', async () => {
  const few: Readonly<Record<string, number>> = {
    'L-MANY': 40,
    'L-SOME': 3,
    'L-TINY': 2,
    'L-OPEN': 999,
    'L-FULL': 1_001,
  };
  const votes = (id: string, count: number): EligibleVote[] =>
    Array.from({ length: count }, () => vote({ contest: `law:${id}` }));
  await putLaws(database.url, ...Object.keys(few).map((id) => law(id)));
  await store.settleVotes([...votes('L-MANY', 1_500), ...votes('L-SOME', 1_100), ...votes('L-FULL', 1_000)]);
  expect(await store.mixBallots()).toBe(3_600);
  await store.settleVotes(Object.entries(few).flatMap(([id, count]) => votes(id, count)));
  await attacker.query(
    `UPDATE laws SET closes_at = now() - interval '1 second' WHERE id IN ('L-MANY', 'L-SOME', 'L-TINY')`,
  );
  expect(await store.mixBallots()).toBe(40 + 3 + 2 + 1_001);
  const { rows } = await attacker.query<{ contest: string; groups: number[] }>(
    `SELECT contest_key AS contest, array_agg(n ORDER BY n) AS groups
       FROM (SELECT contest_key, count(*)::int AS n FROM ballots_mixed GROUP BY contest_key, xmin::text) AS g
      GROUP BY contest_key ORDER BY contest_key`,
  );
  expect(rows).toEqual([
    { contest: 'law:L-FULL', groups: [1_000, 1_001] },
    { contest: 'law:L-MANY', groups: [540, 1_000] }, // 960 were mixed again with the 40
    { contest: 'law:L-SOME', groups: [103, 1_000] },
    { contest: 'law:L-TINY', groups: [2] },
  ]);
  expect((await attacker.query(`SELECT DISTINCT contest_key FROM ballots_arriving`)).rows).toEqual([
    { contest_key: 'law:L-OPEN' },
  ]);
});

test('P6: ids are drawn anew for each batch and for each mixing, so that none tells a place in either', async () => {
  const laws = ['L-ONE', 'L-TWO', 'L-THREE'];
  await putLaws(database.url, ...laws.map((id) => law(id)));
  const seen = new Set<string>();
  for (const id of laws) {
    await store.settleVotes(Array.from({ length: 1_000 }, () => vote({ contest: `law:${id}` })));
    const arrived = await attacker.query<{ id: string }>('SELECT id FROM ballots_arriving');
    expect(await store.mixBallots()).toBe(1_000);
    const mixed = await attacker.query<{ id: string }>(
      `SELECT id FROM ballots_mixed WHERE contest_key = 'law:' || $1`,
      [id],
    );
    for (const row of [...arrived.rows, ...mixed.rows]) seen.add(row.id);
  }
  expect(seen.size).toBe(laws.length * 2_000);
});

test('only one process mixes at a time, and votes that are settled meanwhile wait for the next mixing', async () => {
  const others = await Promise.all(
    Array.from({ length: 4 }, async () => openTestStore(await database.urlFor('scrutin_aggregator'), 1)),
  );
  const batches = Array.from({ length: 40 }, () => Array.from({ length: 100 }, () => vote()));
  const settling = (async () => {
    for (const batch of batches) await store.settleVotes(batch);
  })();
  let moved = 0;
  const done = new AbortController();
  const mixing = others.map(async (other) => {
    while (!done.signal.aborted) {
      const now = await other.mixBallots();
      moved += now;
    }
  });
  await settling;
  done.abort();
  await Promise.all(mixing);
  const { rows } = await attacker.query<{ mixed: number; arriving: number }>(
    `SELECT (SELECT count(*) FROM ballots_mixed)::int AS mixed, (SELECT count(*) FROM ballots_arriving)::int AS arriving`,
  );
  expect(rows[0]!.mixed).toBe(moved);
  expect(rows[0]!.mixed + rows[0]!.arriving).toBe(4_000);
  await Promise.all(others.map((other) => other.close()));
});
