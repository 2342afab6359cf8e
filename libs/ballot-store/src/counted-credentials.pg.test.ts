import { lawRollKey } from '@scrutin/election';
import { law, newCredential, openTestStore, putLaws, vote } from '@scrutin/testkit/ballot-store';
import { useDatabase } from '@scrutin/testkit/database';

const { database, owner } = useDatabase();
const ROLL = lawRollKey('L2025-001');
const VOTES = 5_000;
const BATCH = 500;

const hex = (credential: string): string => Buffer.from(credential, 'base64url').toString('hex');

it('credentials with a counted vote are looked up one by one, before PostgreSQL has statistics of the votes', async () => {
  await putLaws(database.url, law('L2025-001'));
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
