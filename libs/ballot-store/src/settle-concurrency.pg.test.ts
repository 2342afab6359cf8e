import fc from 'fast-check';
import pg from 'pg';
import type { EligibleVote, Rejection } from '@scrutin/contracts/messages';
import type { Selection } from '@scrutin/election';
import {
  law,
  LAW_1,
  LAW_2,
  newCredential,
  newSubmission,
  openTestStore,
  OTHER_RACE,
  putLaws,
  RACE,
} from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';

const SETTLERS = 8;
const CREDENTIALS = 40;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  await putLaws(database.url, law('L2025-001'), law('L2025-002'));
});

afterAll(() => database.drop());

/** The credential, contest and choice of a submission. `rejected` submissions come through the other queue. */
const entry = fc.record({
  credential: fc.nat(CREDENTIALS - 1),
  contest: fc.constantFrom(LAW_1, LAW_2, RACE, OTHER_RACE),
  choice: fc.nat(1),
  rejected: fc.boolean(),
});
/** A pool of submissions, and the batches that each settler draws from it. Drawing one again is a redelivery. */
const round = fc.record({
  submissions: fc.array(entry, { minLength: 60, maxLength: 60 }),
  deliveries: fc.array(fc.array(fc.array(fc.nat(59), { minLength: 1, maxLength: 12 }), { maxLength: 4 }), {
    minLength: SETTLERS,
    maxLength: SETTLERS,
  }),
});

/** Checks P4 in one statement, and so in one snapshot. */
const BALANCE = `
SELECT (SELECT coalesce(sum(counted), 0) FROM contest_totals)::int AS results,
       (SELECT count(*) FROM ballots)::int AS ballots,
       (SELECT count(*) FROM vote_audit WHERE status = 'counted')::int AS audited,
       (SELECT coalesce(sum(counted), 0) FROM turnout)::int AS turnout,
       (SELECT count(*) FROM settled_submissions)::int
         - (SELECT count(*) FROM rejected_submissions)::int AS settled`;

test(`P3, P4: ${SETTLERS} settlers of the same credentials leave all tables equal at every commit`, async () => {
  const aggregator = await database.urlFor('scrutin_aggregator');
  const stores = Array.from({ length: SETTLERS }, () => openTestStore(aggregator, 1));
  const reader = new pg.Client(database.url);
  await reader.connect();
  const done = new AbortController();
  let snapshots = 0;
  const watch = (async () => {
    while (!done.signal.aborted) {
      const { rows } = await reader.query<Record<string, number>>(BALANCE);
      const { results, ...others } = rows[0]!;
      expect(others).toEqual({ ballots: results, audited: results, turnout: results, settled: results });
      snapshots++;
    }
  })();

  try {
    await fc.assert(
      fc.asyncProperty(round, async ({ submissions, deliveries }) => {
        const credentials = Array.from({ length: CREDENTIALS }, newCredential);
        const messages = submissions.map(({ credential, contest, choice, rejected }) => {
          const common = {
            submissionId: newSubmission(),
            contest,
            credentialHash: credentials[credential]!,
            acceptedAtMs: Date.now(),
          };
          const selection = (contest.startsWith('law:') ? ['oui', 'non'] : ['roy', 'gagnon>roy'])[choice]!;
          const asVote: EligibleVote = { ...common, selection: selection as Selection };
          const asRejection: Rejection = { ...common, reason: 'already-voted' };
          return { asVote, asRejection, rejected };
        });
        const drawn = new Set(deliveries.flat(2));
        const answers = await Promise.all(
          deliveries.map(async (batches, i) => {
            const store = stores[i]!;
            let counted = 0;
            for (const batch of batches) {
              const picked = batch.map((n) => messages[n]!);
              // The same submission may come through both queues, because a worker decides again after a crash.
              const throughReview = picked.filter((m, n) => m.rejected && n % 2 === 0);
              const throughAggregation = picked.filter((m) => !throughReview.includes(m));
              await store.settleRejections(throughReview.map((m) => m.asRejection));
              const settled = await store.settleVotes(throughAggregation.map((m) => m.asVote));
              counted += settled.counted.reduce((sum, c) => sum + c.ballots, 0);
            }
            return counted;
          }),
        );
        const countedNow = answers.reduce((sum, n) => sum + n, 0);
        const { rows } = await reader.query<{ n: number; rolls: number; settled: number }>(
          `SELECT count(*)::int AS n, count(DISTINCT (roll_key, credential_hash))::int AS rolls,
                  (SELECT count(*) FROM settled_submissions WHERE submission_id = ANY($2::uuid[]))::int AS settled
             FROM vote_audit
            WHERE status = 'counted' AND credential_hash = ANY($1::bytea[])`,
          [
            credentials.map((hash) => Buffer.from(hash, 'base64url')),
            messages.map((m) => m.asVote.submissionId),
          ],
        );
        expect(rows[0]).toEqual({ n: countedNow, rolls: countedNow, settled: drawn.size });
      }),
      { numRuns: 25 },
    );
  } finally {
    done.abort();
    await watch;
    await reader.end();
    const auditor = openTestStore(await database.urlFor('scrutin_auditor'), 1);
    const findings = await auditor.deepCheck();
    await Promise.all([auditor.close(), ...stores.map((store) => store.close())]);
    expect(findings).toEqual([]);
  }
  expect(snapshots).toBeGreaterThan(25);
}, 120_000);

test('P3: of fifty simultaneous submissions of one credential through eight settlers, one is counted', async () => {
  const aggregator = await database.urlFor('scrutin_aggregator');
  const stores = Array.from({ length: SETTLERS }, () => openTestStore(aggregator, 1));
  try {
    const credentialHash = newCredential();
    const settled = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        stores[i % SETTLERS]!.settleVotes([
          {
            submissionId: newSubmission(),
            contest: LAW_1,
            credentialHash,
            acceptedAtMs: Date.now(),
            selection: 'oui' as Selection,
          },
        ]),
      ),
    );
    expect(settled.filter((s) => s.counted.length === 1)).toHaveLength(1);
    expect(settled.filter((s) => s.alreadyVoted === 1)).toHaveLength(49);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
});
