import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import type { BlankVotes, CatalogueContest, ContestKey, ContestStatus, Selection } from '@scrutin/election';
import {
  BLANK_SELECTION,
  BLANK_VOTES,
  CONTEST_STATUSES,
  judgeVote,
  rankingOf,
  rankingSelection,
} from '@scrutin/election';
import { law, openTestStore, putLaws } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';

const BASE_MS = Date.UTC(2025, 9, 6, 13, 0, 0, 1);
const STANDING = ['alice', 'bob', 'carol'] as const;
const UNKNOWN = 'nobody';

let database: TestDatabase;
let owner: pg.Client;
let worker: BallotStore;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = new pg.Client(database.url);
  await owner.connect();
  await owner.query(`
    INSERT INTO regions (id, name_fr, name_en) VALUES ('NORD', 'N', 'N');
    INSERT INTO political_parties (code, name_fr, name_en, color) VALUES ('IND', 'I', 'I', '#808080')`);
  worker = openTestStore(await database.urlFor('scrutin_worker'));
});

afterAll(async () => {
  await worker.close();
  await owner.end();
  await database.drop();
});

/** Milliseconds after `BASE_MS`. The range is small, so that times are often equal. */
const offsetMs = fc.integer({ min: 0, max: 6 });
const ranking = fc.shuffledSubarray([...STANDING, UNKNOWN], { minLength: 1 });

interface Vote {
  readonly selection: Selection;
  readonly acceptedAtMs: number;
}

interface Given {
  readonly status: ContestStatus;
  readonly blankVotes: BlankVotes;
  readonly opensMs: number;
  readonly openForMs: number;
  /** For each of `STANDING`; undefined for somebody who has not withdrawn. */
  readonly withdrawnMs: readonly (number | undefined)[];
  readonly lawVotes: readonly Vote[];
  readonly raceVotes: readonly Vote[];
}

const votesOf = (selection: fc.Arbitrary<Selection>): fc.Arbitrary<Vote[]> =>
  fc.array(fc.record({ selection, acceptedAtMs: offsetMs.map((ms) => BASE_MS + ms) }), { maxLength: 20 });

const given: fc.Arbitrary<Given> = fc.record({
  status: fc.constantFrom(...CONTEST_STATUSES, 'scheduled' as const, 'scheduled' as const),
  blankVotes: fc.constantFrom(...BLANK_VOTES),
  opensMs: fc.integer({ min: 0, max: 4 }),
  openForMs: fc.integer({ min: 1, max: 4 }),
  withdrawnMs: fc.array(fc.option(offsetMs, { nil: undefined }), { minLength: 3, maxLength: 3 }),
  lawVotes: votesOf(fc.constantFrom('oui', 'non', BLANK_SELECTION).map((option) => option as Selection)),
  raceVotes: votesOf(fc.oneof(ranking, ranking, fc.constant([])).map((ids) => rankingSelection(ids))),
});

/** Sets up a law and an election of one race in the same state, and returns their keys. */
async function setUp(id: string, contest: Given): Promise<{ law: ContestKey; race: ContestKey }> {
  const opensAtMs = BASE_MS + contest.opensMs;
  const window = { opensAtMs, closesAtMs: opensAtMs + contest.openForMs };
  await putLaws(database.url, law(id, { window, status: contest.status, blankVotes: contest.blankVotes }));
  await owner.query(
    `INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status, blank_votes)
     VALUES ($1, 'Élection', 'Election', 'provincial', $2, $3, $4, $5)`,
    [id, new Date(window.opensAtMs), new Date(window.closesAtMs), contest.status, contest.blankVotes],
  );
  await owner.query(
    `INSERT INTO election_regions (election_id, region_id, method, max_ranks, rule_set)
     VALUES ($1, 'NORD', 'ranked_choice', 4, 'irv')`,
    [id],
  );
  for (const [i, candidate] of STANDING.entries()) {
    const withdrawnMs = contest.withdrawnMs[i];
    await owner.query(
      `INSERT INTO candidates (election_id, region_id, candidate_id, first_name, last_name, party_code, withdrawn_at, position)
       VALUES ($1, 'NORD', $2, 'A', 'B', 'IND', $3, $4)`,
      [id, candidate, withdrawnMs === undefined ? null : new Date(BASE_MS + withdrawnMs), i],
    );
  }
  return { law: `law:${id}` as ContestKey, race: `election:${id}:NORD` as ContestKey };
}

/** What PostgreSQL says about each vote: `counts`, or its outcome and reason. */
async function judgedByPostgres(key: ContestKey, votes: readonly Vote[]): Promise<string[]> {
  const ids = votes.map(() => randomUUID());
  const { rows } = await owner.query<{ submission_id: string; outcome: string; reason: string }>(
    'SELECT submission_id, outcome, reason FROM votes_not_settled($1, $2, $3, $4)',
    [ids, ids.map(() => key), votes.map((v) => v.acceptedAtMs), votes.map((v) => v.selection)],
  );
  const found = new Map(rows.map((row) => [row.submission_id, `${row.outcome}: ${row.reason}`]));
  return ids.map((id) => found.get(id) ?? 'counts');
}

/**
 * What PostgreSQL must say about a vote that `judgeVote` judges like this. The two differ on purpose in these cases:
 *
 * - A certified contest settles nothing more. `judgeVote` knows no status, because the worker may still reject there.
 * - A draft is unknown to the services. PostgreSQL has the record, and says that it is not open.
 * - An unknown candidate is rejected by the worker. If such a vote reaches PostgreSQL all the same, somebody went
 *   around the worker or removed a candidate: the vote is refused and kept. PostgreSQL looks for this before it looks
 *   for withdrawals, whatever the order of the ranking.
 */
function expectedOfPostgres(
  status: ContestStatus,
  contest: CatalogueContest | undefined,
  vote: Vote,
): string {
  if (status === 'certified') return 'refused: certified';
  const judgement = judgeVote(contest, vote.selection, vote.acceptedAtMs);
  switch (judgement.verdict) {
    case 'acceptable':
      return 'counts';
    case 'no-contest':
      return 'rejected: not-open';
    case 'outside-window':
      return `rejected: ${judgement.reason}`;
    case 'wrong-selection':
      return rankingOf(vote.selection).includes(UNKNOWN)
        ? 'refused: not-standing'
        : `rejected: ${judgement.reason}`;
  }
}

test('judgeVote and PostgreSQL judge every vote alike (P9)', async () => {
  const outcomes = new Set<string>();
  let contests = 0;
  await fc.assert(
    fc.asyncProperty(given, async (contest) => {
      contests += 1;
      const keys = await setUp(`C${contests}`, contest);
      const catalogue = await worker.catalogue();
      for (const [key, votes] of [
        [keys.law, contest.lawVotes],
        [keys.race, contest.raceVotes],
      ] as const) {
        const expected = votes.map((vote) => expectedOfPostgres(contest.status, catalogue.get(key), vote));
        expect(await judgedByPostgres(key, votes)).toEqual(expected);
        for (const outcome of expected) outcomes.add(outcome);
      }
    }),
    { numRuns: 60, seed: 9 },
  );
  expect([...outcomes].sort()).toEqual([
    'counts',
    'refused: certified',
    'refused: not-standing',
    'rejected: blank-not-allowed',
    'rejected: closed',
    'rejected: not-open',
    'rejected: withdrawn-candidate',
  ]);
});
