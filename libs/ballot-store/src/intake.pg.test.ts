import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Receipt } from '@scrutin/contracts/messages';
import {
  acceptedGroup,
  intakeReport,
  law,
  LAW_1,
  LAW_2,
  newSubmission,
  openTestStore,
  putLaws,
  rejection,
  vote,
} from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';
import type { ContestLedger } from './ledger.ts';

let database: TestDatabase;
let store: BallotStore;
let aggregator: BallotStore;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  store = openTestStore(await database.urlFor('scrutin_ingestion'), 4);
  aggregator = openTestStore(await database.urlFor('scrutin_aggregator'), 4);
  await putLaws(database.url, law('L2025-001'), law('L2025-002'));
});
afterAll(async () => {
  await aggregator.close();
  await store.close();
  await database.drop();
});

const received = async (): Promise<number> => (await store.ledger()).received;
const of = async (contest: string | undefined): Promise<ContestLedger | undefined> =>
  (await store.ledger()).contests.find((one) => one.contest === contest);

test('P5: a report that arrives late or twice changes nothing, and a submission with a key is received once', async () => {
  const [api, replica] = [randomUUID(), randomUUID()];
  const [a, b, c] = [newSubmission(), newSubmission(), newSubmission()];
  const first = acceptedGroup(api, 1, 0, [LAW_1, 3]);
  const second: Receipt = [api, 2, 3, [[LAW_1, 0, [a, b]]]];
  await store.reportIntake(intakeReport(api, [first]));
  await store.reportIntake(intakeReport(api, [first, second]));
  await store.reportIntake(intakeReport(api, [second]));
  expect(await received()).toBe(5);
  await store.reportIntake(intakeReport(replica, [[replica, 1, 0, [[LAW_1, 1, [b, c, c]]]]]));
  expect(await received()).toBe(7);
  expect(await store.ledger()).toMatchObject({ unreported: 0, unknown: 0 });
});

test('P5: many replicas that report the same retries at the same time count each of them once', async () => {
  const before = await received();
  const ids = Array.from({ length: 200 }, () => newSubmission());
  await Promise.all(
    Array.from({ length: 8 }, (_, i) => {
      const api = randomUUID();
      return store.reportIntake(
        intakeReport(api, [[api, 1, 0, [[LAW_2, 0, i % 2 === 0 ? ids : [...ids].reverse()]]]]),
      );
    }),
  );
  expect(await received()).toBe(before + 200);
});

test('P5: the receipts beside the votes count what a killed process did not report, and nothing is counted twice', async () => {
  const api = randomUUID();
  const before = await of(LAW_1);
  const votes = [vote(), vote(), vote()];
  const receipt = acceptedGroup(api, 1, 0, [LAW_1, 3]);
  await aggregator.settleVotes([{ ...votes[0]!, receipts: [receipt] }]);
  expect((await of(LAW_1))!.received).toBe(before!.received + 3);
  await aggregator.settleVotes([{ ...votes[1]!, receipts: [receipt] }, votes[2]!]);
  await store.reportIntake(intakeReport(api, [receipt]));
  const after = await of(LAW_1);
  expect(after!.received).toBe(before!.received + 3);
  expect(after!.counted).toBe(before!.counted + 3);
});

test('P5: a group that was answered 503 is counted separately until one of its votes arrives', async () => {
  const api = randomUUID();
  const before = await of(LAW_2);
  const receipt = acceptedGroup(api, 1, 0, [LAW_2, 2]);
  const unsent = acceptedGroup(api, 2, 2, [LAW_2, 40]);
  await store.reportIntake(intakeReport(api, [], { unknown: [receipt], unsent: [unsent] }));
  expect(await of(LAW_2)).toMatchObject({ received: before!.received, unknown: 2, unreported: 0 });
  expect(await store.ledger()).toMatchObject({ unknown: 2, unreported: 0 });
  await aggregator.settleRejections([
    { ...rejection('unknown-credential', { contest: LAW_2 }), receipts: [receipt] },
  ]);
  expect(await of(LAW_2)).toMatchObject({ received: before!.received + 2, unknown: 0 });
  await store.reportIntake(intakeReport(api, [], { unknown: [receipt] }));
  expect(await of(LAW_2)).toMatchObject({ received: before!.received + 2, unknown: 0 });
});

test('P5: a loss in one contest is never balanced by a surplus in another', async () => {
  const api = randomUUID();
  const before = await store.ledger();
  // Ten accepted votes are lost, and ten other votes are settled that nobody received.
  await store.reportIntake(intakeReport(api, [acceptedGroup(api, 1, 0, [LAW_1, 10])]));
  await aggregator.settleVotes(Array.from({ length: 10 }, () => vote({ contest: LAW_2 })));
  const lost = async (contest: string): Promise<number> => {
    const { received: in_, counted, rejected } = (await of(contest))!;
    return in_ - counted - rejected;
  };
  const was = (contest: string): number => {
    const one = before.contests.find((found) => found.contest === contest)!;
    return one.received - one.counted - one.rejected;
  };
  expect((await lost(LAW_1)) - was(LAW_1)).toBe(10);
  expect((await lost(LAW_2)) - was(LAW_2)).toBe(-10);
});

test('P5: a group without any receipt is counted as unreported, with its number of votes', async () => {
  const api = randomUUID();
  const before = (await store.ledger()).unreported;
  await store.reportIntake(intakeReport(api, [acceptedGroup(api, 3, 12, [LAW_1, 4])]));
  expect((await store.ledger()).unreported).toBe(before + 12);
  await store.reportIntake(intakeReport(api, [acceptedGroup(api, 1, 0, [LAW_1, 5])]));
  expect((await store.ledger()).unreported).toBe(before + 7);
});

test('a process can report only its own receipts', async () => {
  const api = randomUUID();
  await expect(
    store.reportIntake(intakeReport(api, [acceptedGroup(randomUUID(), 1, 0, [LAW_1, 1])])),
  ).rejects.toThrow();
});

test('P5: every vote is received once, in whatever order, way and number its receipts arrive', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('report', 'unknown', 'votes')), {
        minLength: 1,
        maxLength: 30,
      }),
      async (sizes, ways) => {
        const api = randomUUID();
        const before = await received();
        let sum = 0;
        const groups = sizes.map((size, i) => {
          const group = acceptedGroup(api, i + 1, sum, [LAW_1, size]);
          sum += size;
          return group;
        });
        const seen = new Set<number>();
        for (const [at, way] of ways) {
          const i = at % groups.length;
          if (way === 'unknown') await store.reportIntake(intakeReport(api, [], { unknown: [groups[i]!] }));
          else if (way === 'report') await store.reportIntake(intakeReport(api, [groups[i]!]));
          else await aggregator.settleVotes([{ ...vote(), receipts: [groups[i]!] }]);
          if (way !== 'unknown') seen.add(i);
        }
        const expected = [...seen].reduce((total, i) => total + sizes[i]!, 0);
        expect((await received()) - before).toBe(expected);
      },
    ),
    { numRuns: 15 },
  );
});
