import type { SubmissionId, SubmissionPrefix } from '@scrutin/election';
import { lawRollKey, submissionPrefix } from '@scrutin/election';
import {
  law,
  newCredential,
  newSubmission,
  openTestStore,
  putLaws,
  rejection,
  vote,
} from '@scrutin/testkit/ballot-store';
import { useDatabase } from '@scrutin/testkit/database';

const { database, owner } = useDatabase();
const ROLL = lawRollKey('L2025-001');
const VOTES = 5_000;
const BATCH = 500;

const hex = (credential: string): string => Buffer.from(credential, 'base64url').toString('hex');

beforeAll(() => putLaws(database.url, law('L2025-001')));

it('credentials with a counted vote are looked up one by one, before PostgreSQL has statistics of the votes', async () => {
  await owner.query('ALTER TABLE vote_audit SET (autovacuum_enabled = false)');
  const aggregator = openTestStore(await database.urlFor('scrutin_aggregator'));
  const credentials = Array.from({ length: VOTES }, newCredential);
  for (let i = 0; i < VOTES; i += BATCH) {
    await aggregator.settleVotes(
      credentials.slice(i, i + BATCH).map((credentialHash) => vote({ credentialHash })),
    );
  }
  await aggregator.close();
  const voted = credentials.slice(100, 120).map(hex);
  const strangers = Array.from({ length: 20 }, newCredential).map(hex);

  const worker = openTestStore(await database.urlFor('scrutin_worker'));
  expect(await worker.countedAmong(ROLL, [...voted, ...strangers])).toEqual(new Set(voted));
  await worker.close();

  await owner.query('BEGIN');
  await owner.query('SELECT counted_among($1, $2)', [ROLL, [...voted, ...strangers]]);
  const { rows } = await owner.query<{ read: string }>(
    `SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) AS read
       FROM pg_stat_xact_user_tables WHERE relname = 'vote_audit'`,
  );
  await owner.query('ROLLBACK');
  expect(Number(rows[0]?.read)).toBe(voted.length);
});

it.each([8, 16])('submissions without a counted vote are found by %i bytes of their ids', async (bytes) => {
  await owner.query('ALTER TABLE settled_submissions SET (autovacuum_enabled = false)');
  const aggregator = openTestStore(await database.urlFor('scrutin_aggregator'));
  const counted = Array.from({ length: VOTES }, () => vote());
  for (let i = 0; i < VOTES; i += BATCH) await aggregator.settleVotes(counted.slice(i, i + BATCH));
  const rejected = Array.from({ length: 20 }, () => rejection('unknown-credential'));
  await aggregator.settleRejections(rejected);
  await aggregator.close();
  const prefixes = (ids: readonly SubmissionId[]) => ids.map((id) => submissionPrefix(id, bytes));
  const settled = prefixes(counted.slice(0, 200).map(({ submissionId }) => submissionId));
  // The last two come before and after all others.
  const ends = [
    '00000000-0000-8000-8000-000000000000',
    'ffffffff-ffff-8fff-bfff-ffffffffffff',
  ] as SubmissionId[];
  const uncounted = prefixes([
    ...rejected.map(({ submissionId }) => submissionId),
    ...Array.from({ length: 200 }, newSubmission),
    ...ends,
  ]);

  const operator = openTestStore(await database.urlFor('scrutin_operator'));
  expect(await operator.uncountedAmong([])).toEqual(new Set());
  const refused = [
    '0',
    settled[0]!.slice(0, 15),
    `${settled[0]!}0`,
    settled[0]!.toUpperCase().padEnd(33, 'F'),
  ];
  expect(await operator.uncountedAmong(refused as SubmissionPrefix[])).toEqual(new Set());
  expect(await operator.uncountedAmong([...settled, ...uncounted])).toEqual(new Set(uncounted));
  await operator.close();

  // Each is one step in the index, before PostgreSQL has statistics of the submissions.
  await owner.query('BEGIN');
  await owner.query('SELECT uncounted_submissions($1)', [[...settled, ...uncounted]]);
  const { rows } = await owner.query<{ read: string }>(
    `SELECT sum(coalesce(seq_tup_read, 0)) AS read FROM pg_stat_xact_user_tables
      WHERE relname IN ('settled_submissions', 'rejected_submissions')`,
  );
  await owner.query('ROLLBACK');
  expect(Number(rows[0]?.read)).toBe(0);
});
