import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { EligibleVote } from '@scrutin/contracts/messages';
import type { ContestKey } from '@scrutin/election';
import { BLANK_SELECTION } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import {
  ACCEPTED_AT_MS,
  acceptedGroup,
  law,
  LAW_1,
  LAW_2,
  newCredential,
  newSubmission,
  openTestStore,
  OTHER_RACE,
  putLaws,
  RACE,
  rejection,
  vote,
} from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { BallotStore } from './ballot-store.ts';
import { openBallotStore } from './ballot-store.ts';

let database: TestDatabase;
let store: BallotStore;
let owner: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  await putLaws(database.url, law('L2025-001'), law('L2025-002'));
  store = openTestStore(await database.urlFor('scrutin_aggregator'));
  owner = new pg.Client(database.url);
  await owner.connect();
});

afterEach(async () => {
  await store.close();
  const auditor = openTestStore(await database.urlFor('scrutin_auditor'));
  const findings = await auditor.deepCheck();
  await auditor.close();
  await owner.end();
  await database.drop();
  expect(findings).toEqual([]);
});

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  return (await owner.query<Record<string, unknown>>(sql)).rows;
}

async function statusOf(id: Parameters<BallotStore['submissionStatus']>[0]): Promise<unknown> {
  const ingestion = openTestStore(await database.urlFor('scrutin_ingestion'), 1);
  try {
    return await ingestion.submissionStatus(id);
  } finally {
    await ingestion.close();
  }
}

test('P3: a batch that is given up at its deadline and has an effect later is counted once', async () => {
  const hasty = openBallotStore({
    url: await database.urlFor('scrutin_aggregator'),
    poolMax: 2,
    logger: silentLogger,
    applicationName: 'hasty',
    deadlineMs: 500,
  });
  const votes = [vote(), vote(), vote()];
  await hasty.settleVotes([]); // it is connected
  await owner.query('BEGIN');
  await owner.query('LOCK TABLE settled_submissions IN SHARE MODE');
  await expect(hasty.settleVotes(votes)).rejects.toThrow(TransientError);
  await expect(hasty.settleVotes(votes)).rejects.toThrow(TransientError);
  await owner.query('COMMIT');
  // Both statements that were given up are still at the server.
  expect((await store.settleVotes(votes)).repeated).toBeLessThanOrEqual(3);
  expect(await rowsOf('SELECT count(*)::int AS n FROM vote_audit')).toEqual([{ n: 3 }]);
  expect((await store.lawResult('L2025-001'))?.oui).toBe(3n);
  await hasty.close();
});

describe('the first of two votes in a batch', () => {
  it.each([0, 1, 2, 3])(
    'counts if they are of one submission, with %i votes between them',
    async (between) => {
      const submissionId = newSubmission();
      const credentialHash = newCredential();
      const [first, second] = (['non', 'oui'] as const).map((selection) =>
        vote({ submissionId, credentialHash, selection }),
      ) as [EligibleVote, EligibleVote];
      const others = Array.from({ length: between }, () => vote({ contest: LAW_2 }));
      expect(await store.settleVotes([first, ...others, second])).toMatchObject({
        repeated: 1,
        alreadyVoted: 0,
      });
      expect(await rowsOf(`SELECT selection FROM ballots_arriving WHERE contest_key = '${LAW_1}'`)).toEqual([
        { selection: 'non' },
      ]);
    },
  );

  it.each([1, 2, 3, 4, 5])('counts if they are of one credential (trial %i)', async () => {
    const credentialHash = newCredential();
    const repeated = vote();
    await store.settleVotes([repeated]);
    const rivals = (['non', 'oui', 'oui'] as const).map((selection) => vote({ credentialHash, selection }));
    const batch = [vote(), rivals[0]!, repeated, rivals[1]!, vote(), rivals[2]!];
    expect(await store.settleVotes(batch)).toMatchObject({ repeated: 1, alreadyVoted: 2 });
    const counted = await Promise.all(rivals.map(({ submissionId }) => statusOf(submissionId)));
    expect(counted).toMatchObject([{ state: 'counted' }, { state: 'rejected' }, { state: 'rejected' }]);
  });
});

test('P4: a batch writes audit, ballots, results and turnout in one commit', async () => {
  const votes = [
    vote(),
    vote({ selection: 'non' }),
    vote({ selection: 'non' }),
    vote({ contest: LAW_2 }),
    vote({ contest: RACE, selection: 'roy>tremblay' }),
  ];
  const settled = await store.settleVotes(votes);
  expect(settled.alreadyVoted).toBe(0);
  expect(settled.repeated).toBe(0);
  expect(new Set(settled.counted.map((c) => `${c.contest} ${c.selection} ${c.ballots}`))).toEqual(
    new Set([`${LAW_1} oui 1`, `${LAW_1} non 2`, `${LAW_2} oui 1`, `${RACE} roy>tremblay 1`]),
  );
  expect(await store.lawResults()).toMatchObject([
    { lawId: 'L2025-001', oui: 1n, non: 2n },
    { lawId: 'L2025-002', oui: 1n, non: 0n },
  ]);
  expect(await rowsOf('SELECT * FROM live_election_results')).toEqual([
    { election_id: 'PROV-2025', region_id: 'SHERBROOKE', candidate_id: 'roy', votes: '1' },
  ]);
  expect(await store.ledger()).toMatchObject({ counted: 5 });
  expect(await rowsOf(`SELECT bucket_start, counted FROM turnout WHERE contest_key = '${LAW_1}'`)).toEqual([
    { bucket_start: new Date('2025-10-01T14:07:00.000Z'), counted: '3' },
  ]);
});

test('P4: blank votes are counted apart, in the results, the ledger and the turnout', async () => {
  await putLaws(database.url, law('BLANK', { blankVotes: 'allowed' }));
  const contest = 'law:BLANK' as ContestKey;
  const votes = [vote({ contest }), ...[1, 2].map(() => vote({ contest, selection: BLANK_SELECTION }))];
  const settled = await store.settleVotes(votes);
  expect(settled.counted).toContainEqual({ contest, selection: BLANK_SELECTION, ballots: 2 });
  expect(await store.lawResult('BLANK')).toMatchObject({ oui: 1n, non: 0n, blank: 2n, counted: 3n });
  expect(await store.ledger()).toMatchObject({ counted: 3 });
  expect(await rowsOf(`SELECT * FROM all_ballots_and_tallies('${contest}')`)).toEqual([
    { selection: BLANK_SELECTION, ballots: '2', tallied: '2' },
    { selection: 'oui', ballots: '1', tallied: '1' },
  ]);
  expect(await rowsOf(`SELECT sum(counted) AS voters FROM turnout WHERE contest_key = '${contest}'`)).toEqual(
    [{ voters: '3' }],
  );
});

test('a blank vote in a contest that takes none is rejected, and its voter has not voted', async () => {
  const blank = vote({ selection: BLANK_SELECTION });
  expect(await store.settleVotes([blank])).toMatchObject({ counted: [], rejectedByTime: 1 });
  expect(await statusOf(blank.submissionId)).toEqual({ state: 'rejected', reason: 'blank-not-allowed' });
  const { credentialHash } = blank;
  expect(await store.settleVotes([vote({ credentialHash })])).toMatchObject({ alreadyVoted: 0 });
  expect(await store.lawResult('L2025-001')).toMatchObject({ oui: 1n, blank: 0n, counted: 1n });
});

test('P6: the time of a voter is stored only by the hour, in UTC', async () => {
  await store.settleVotes([vote()]);
  await store.settleRejections([rejection('already-voted')]);
  expect(await rowsOf('SELECT DISTINCT hour FROM vote_audit')).toEqual([
    { hour: new Date('2025-10-01T14:00:00.000Z') },
  ]);
});

test('P2: a redelivery adds nothing', async () => {
  const votes = [vote(), vote({ selection: 'non' })];
  await store.settleVotes(votes);
  const fresh = vote();
  expect(await store.settleVotes([...votes, fresh, fresh])).toMatchObject({
    counted: [{ contest: LAW_1, selection: 'oui', ballots: 1 }],
    alreadyVoted: 0,
    repeated: 3,
  });
  expect(await store.settleVotes(votes)).toMatchObject({ counted: [], alreadyVoted: 0, repeated: 2 });
  expect(await store.lawResult('L2025-001')).toMatchObject({ oui: 2n, non: 1n });
});

test('P3: another submission of a credential is rejected as already-voted, and each submission is recorded once', async () => {
  const credentialHash = newCredential();
  const first = vote({ credentialHash });
  const second = vote({ credentialHash, selection: 'non' });
  const third = vote({ credentialHash, selection: 'non' });
  await store.settleVotes([first]);
  expect(await store.settleVotes([second, vote()])).toMatchObject({ alreadyVoted: 1, repeated: 0 });
  expect(await store.settleVotes([second, third])).toMatchObject({
    counted: [],
    alreadyVoted: 1,
    repeated: 1,
  });
  expect(await statusOf(first.submissionId)).toEqual({ state: 'counted' });
  expect(await statusOf(second.submissionId)).toEqual({ state: 'rejected', reason: 'already-voted' });
  expect(await statusOf(newSubmission())).toBeUndefined();
  expect(await rowsOf('SELECT reason, attempts FROM duplicate_attempts')).toEqual([
    { reason: 'already-voted', attempts: '2' },
  ]);
  expect(await rowsOf(`SELECT count(*)::int AS n FROM vote_audit WHERE status = 'rejected'`)).toEqual([
    { n: 1 },
  ]);
  expect((await store.ledger()).rejected).toMatchObject({ 'already-voted': 2 });
});

test('P3: of two votes of a credential in one batch, exactly one is counted', async () => {
  const credentialHash = newCredential();
  const settled = await store.settleVotes([vote({ credentialHash }), vote({ credentialHash })]);
  expect(settled).toMatchObject({ counted: [{ ballots: 1 }], alreadyVoted: 1 });
});

test.each([
  ['was settled before', (known: EligibleVote) => known],
  ['is a second one of its credential', ({ credentialHash }: EligibleVote) => vote({ credentialHash })],
])(
  'P2, P3, P5: if one vote of a batch %s, the others and the receipts are counted once',
  async (_, another) => {
    const known = vote();
    await store.settleVotes([known]);
    const received = acceptedGroup(randomUUID(), 1, 0, [LAW_1, 4]);
    const batch = [{ ...vote(), receipts: [received] }, another(known), vote({ selection: 'non' }), vote()];
    const counted = new Set([
      { contest: LAW_1, selection: 'oui', ballots: 2 },
      { contest: LAW_1, selection: 'non', ballots: 1 },
    ]);
    expect(new Set((await store.settleVotes(batch)).counted)).toEqual(counted);
    expect(await store.settleVotes(batch)).toMatchObject({ counted: [], repeated: 4 });
    expect(await store.lawResult('L2025-001')).toMatchObject({ oui: 3n, non: 1n });
    for (const [table, rows] of [
      ['ballots_arriving', 4],
      [`vote_audit WHERE status = 'counted'`, 4],
      ['intake_groups', 1],
      ['intake_received', 1],
    ]) {
      expect({ table, found: await rowsOf(`SELECT count(*)::int AS n FROM ${table}`) }).toEqual({
        table,
        found: [{ n: rows }],
      });
    }
    expect(await rowsOf('SELECT received FROM intake_received')).toEqual([{ received: '4' }]);
  },
);

test('P3: a credential votes once in an election, whatever the region', async () => {
  const credentialHash = newCredential();
  await store.settleVotes([vote({ credentialHash, contest: RACE, selection: 'roy' })]);
  expect(
    await store.settleVotes([vote({ credentialHash, contest: OTHER_RACE, selection: 'gagnon' })]),
  ).toMatchObject({ counted: [], alreadyVoted: 1 });
});

test('a counted vote that returns through the other queue is not rejected, and a rejected one is not counted', async () => {
  const counted = vote();
  await store.settleVotes([counted]);
  const { submissionId, credentialHash } = counted;
  expect(
    await store.settleRejections([rejection('already-voted', { submissionId, credentialHash })]),
  ).toMatchObject({
    rejected: [],
    repeated: 1,
  });
  expect(await statusOf(submissionId)).toEqual({ state: 'counted' });

  const rejected = rejection('wrong-region', { contest: RACE });
  await store.settleRejections([rejected]);
  expect(await store.settleVotes([vote({ ...rejected, selection: 'roy' })])).toMatchObject({
    counted: [],
    alreadyVoted: 0,
    repeated: 1,
  });
  expect(await statusOf(rejected.submissionId)).toEqual({ state: 'rejected', reason: 'wrong-region' });
});

test('rejections are recorded once, and only new submissions are counted as attempts', async () => {
  const credentialHash = newCredential();
  const rejections = [
    rejection('already-voted', { credentialHash }),
    rejection('already-voted', { credentialHash, acceptedAtMs: ACCEPTED_AT_MS + 7_200_000 }),
    rejection('closed', { contest: LAW_2 }),
  ];
  expect(await store.settleRejections(rejections)).toMatchObject({
    rejected: expect.arrayContaining([
      { contest: LAW_1, reason: 'already-voted', submissions: 2 },
      { contest: LAW_2, reason: 'closed', submissions: 1 },
    ]) as unknown,
    repeated: 0,
  });
  expect(await store.settleRejections(rejections)).toMatchObject({ rejected: [], repeated: 3 });
  expect(
    await rowsOf(
      `SELECT attempts, first_hour, last_hour FROM duplicate_attempts WHERE reason = 'already-voted'`,
    ),
  ).toEqual([
    {
      attempts: '2',
      first_hour: new Date('2025-10-01T14:00:00Z'),
      last_hour: new Date('2025-10-01T16:00:00Z'),
    },
  ]);
});

test('many invented credentials and contests add rows only to the table of submissions', async () => {
  const guesses = Array.from({ length: 200 }, () => rejection('unknown-credential'));
  const inventions = Array.from({ length: 100 }, (_, i) =>
    rejection('unknown-contest', { contest: `law:NONE-${i}` as ContestKey }),
  );
  await store.settleRejections([...guesses, ...inventions]);
  expect(await rowsOf('SELECT count(*)::int AS n FROM vote_audit')).toEqual([{ n: 0 }]);
  expect(
    await rowsOf(
      'SELECT roll_key, octet_length(credential_hash) AS bytes, attempts FROM duplicate_attempts ORDER BY 1',
    ),
  ).toEqual([
    { roll_key: '', bytes: 0, attempts: '100' },
    { roll_key: 'law:L2025-001', bytes: 0, attempts: '200' },
  ]);
  expect(await rowsOf('SELECT contest_key, reason, count FROM rejection_counts ORDER BY 1')).toEqual([
    { contest_key: '', reason: 'unknown-contest', count: '100' },
    { contest_key: LAW_1, reason: 'unknown-credential', count: '200' },
  ]);
});

test('P5: a rejection counts for the contest that the vote was accepted for, even with the reason unknown-contest', async () => {
  await store.settleRejections([rejection('unknown-contest'), rejection('malformed', { contest: LAW_2 })]);
  expect(await rowsOf('SELECT contest_key, reason, count FROM rejection_counts ORDER BY 1')).toEqual([
    { contest_key: LAW_1, reason: 'unknown-contest', count: '1' },
    { contest_key: LAW_2, reason: 'malformed', count: '1' },
  ]);
});

test('P4: if one vote of a batch cannot be counted, none of the batch is', async () => {
  await expect(store.settleVotes([vote(), vote({ selection: 'peut-être' })])).rejects.toThrow();
  await expect(store.settleVotes([vote(), vote({ contest: 'law:NOWHERE' })])).rejects.toThrow();
  expect(await rowsOf('SELECT count(*)::int AS n FROM settled_submissions')).toEqual([{ n: 0 }]);
  expect(await store.lawResult('L2025-001')).toMatchObject({ oui: 0n, updatedAtMs: undefined });
});

test('an empty batch changes nothing', async () => {
  expect(await store.settleVotes([])).toMatchObject({ counted: [], alreadyVoted: 0, repeated: 0 });
  expect(await store.settleRejections([])).toMatchObject({ rejected: [], repeated: 0 });
});
