import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@scrutin/testkit';
import type { TestDatabase } from '@scrutin/testkit';
import type { BallotStore } from './ballot-store.ts';
import { openTestStore } from './fixture/votes.ts';

let database: TestDatabase;
let store: BallotStore;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  store = openTestStore(await database.urlFor('scrutin_ingestion'));
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const received = async (): Promise<number> => (await store.ledger()).received;

test('P5: a report that comes late, or twice, changes nothing; a keyed submission is received once', async () => {
  const [api, replica] = [randomUUID(), randomUUID()];
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
  await store.reportIntake(api, 3, []);
  await store.reportIntake(api, 2, []);
  expect(await received()).toBe(3);
  await store.reportIntake(api, 3, [a, b]);
  await store.reportIntake(api, 3, [a, b]);
  expect(await received()).toBe(5);
  await store.reportIntake(replica, 1, [b, c, c]);
  expect(await received()).toBe(7);
});

test('P5: many replicas that report the same retries at the same time count each once', async () => {
  const before = await received();
  const ids = Array.from({ length: 200 }, () => randomUUID());
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      store.reportIntake(randomUUID(), 0, i % 2 === 0 ? ids : [...ids].reverse()),
    ),
  );
  expect(await received()).toBe(before + 200);
});
