import { randomUUID } from 'node:crypto';
import type { ContestKey } from '@scrutin/election';
import { law, openTestStore, putLaws } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';

const LAW = 'law:L2025-001' as ContestKey;
let database: TestDatabase;
let ingestion: BallotStore;
let operator: BallotStore;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  ingestion = openTestStore(await database.urlFor('scrutin_ingestion'), 2);
  operator = openTestStore(await database.urlFor('scrutin_operator'), 2);
  await putLaws(database.url, law('L2025-001'));
});
afterAll(async () => {
  await operator.close();
  await ingestion.close();
  await database.drop();
});

test('the operator sees which groups are on record, and puts what only the second count has on record once (P5)', async () => {
  const intakeId = randomUUID();
  await ingestion.reportIntake({
    intakeId,
    accepted: [
      [intakeId, 1, 0, [[LAW, 2, []]]],
      [intakeId, 4, 5, [[LAW, 1, []]]],
    ],
    unknown: [],
    unsent: [],
    completeThroughMs: 0,
    ended: true,
  });
  expect(
    await operator.groupsOnRecord([
      [intakeId, 1, 4],
      [intakeId, 2, 3],
      [randomUUID(), 1, 9],
    ]),
  ).toEqual([2, 0, 0]);
  expect(await operator.receivedOnRecord([intakeId])).toEqual([
    { intakeId, contest: 'law:L2025-001', votes: 3, groups: 2 },
  ]);
  const counts = [[intakeId, 'law:L2025-001', 6]] as const;
  expect(await operator.receiveSecondCount(counts)).toBe(3);
  expect(await operator.receiveSecondCount(counts)).toBe(0);
  expect(await operator.ledger()).toMatchObject({ received: 6, unreported: 0 });
});

test('a service may not put votes on record as received', async () => {
  await expect(ingestion.receiveSecondCount([[randomUUID(), 'law:L2025-001', 1]])).rejects.toThrow(
    /permission denied/,
  );
});
