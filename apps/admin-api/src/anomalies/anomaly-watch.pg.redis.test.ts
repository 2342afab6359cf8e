import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { signalWindowOf } from '@scrutin/anomalies';
import type { BallotStore } from '@scrutin/ballot-store';
import { openBallotStore } from '@scrutin/ballot-store';
import type { ContestKey } from '@scrutin/election';
import type { Registry } from '@scrutin/service-runtime';
import { unscrapedRegistry } from '@scrutin/service-runtime';
import { createTestDatabase, parseMetrics, sumOf } from '@scrutin/testkit';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { VoterRoll } from '@scrutin/voter-roll';
import { openVoterRoll } from '@scrutin/voter-roll';
import { anomalyLook } from './anomaly-watch.ts';

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;
let database: TestDatabase;
let store: BallotStore;
let roll: VoterRoll;
let registry: Registry;
let look: () => Promise<void>;

const INTAKE = '00000000-0000-4000-8000-000000000001';
const CLOSED_AT_MS = Date.now() - 3_600_000;

beforeEach(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  const url = await database.urlFor('scrutin_admin');
  store = openBallotStore({ url, poolMax: 1, applicationName: 'a test', logger: silentLogger });
  roll = openVoterRoll({
    url: process.env['REDIS_URL'] ?? '',
    logger: silentLogger,
    keyPrefix: `test-${randomBytes(8).toString('hex')}:`,
  });
  const isUp = (): Promise<boolean> =>
    roll.check().then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < 500 && !(await isUp()); tries++) await delay(10);
  registry = unscrapedRegistry();
  look = anomalyLook({ store, roll, registry, clock: Date.now });
});
afterEach(async () => {
  await Promise.all([store.close(), roll.close()]);
  await database.drop();
});

async function found(signal: string): Promise<number> {
  return sumOf(parseMetrics(await registry.metrics()), 'anomaly_findings', { signal });
}

/** Reports a group of votes on L1 as received, as the API does. */
async function receive(group: number, votes: number): Promise<void> {
  const api = openBallotStore({
    url: database.url,
    poolMax: 1,
    applicationName: 'a test',
    logger: silentLogger,
  });
  try {
    await api.reportIntake({
      intakeId: INTAKE,
      accepted: [[INTAKE, group, group - 1, [['law:L1' as ContestKey, votes, []]]]],
      unknown: [],
      unsent: [],
      completeThroughMs: 0,
      ended: false,
    });
  } finally {
    await api.close();
  }
}

test('findings of the last hour are shown by signal, and older ones no more', async () => {
  const now = signalWindowOf(Date.now());
  const attack = { valid: 100, 'wrong-region': 400 };
  await look();
  expect(await found('wrong-regions')).toBe(0);
  await roll.signals.addContests([
    { contest: 'election:E:RA', window: now, outcomes: attack },
    { contest: 'election:E:RB', window: now - 1, outcomes: attack },
    { contest: 'election:E:RC', window: now - 12, outcomes: attack },
  ]);
  await look();
  expect(await found('wrong-regions')).toBe(2);
  expect(await found('duplicates')).toBe(0);
});

test('a closed contest is looked at, and what it gains later is shown', async () => {
  const owner = new pg.Client(database.url);
  await owner.connect();
  const seconds = CLOSED_AT_MS / 1_000;
  await owner.query(
    `INSERT INTO laws (id, title_fr, title_en, opens_at, closes_at, status)
     VALUES ('L1', 'L', 'L', to_timestamp(${seconds} - 3600), to_timestamp(${seconds}), 'scheduled')`,
  );
  await owner.end();
  await receive(1, 7);
  await look();
  await look();
  expect(await roll.signals.firstLooks()).toEqual([
    { contest: 'law:L1', received: 7, counted: 0, rejected: 0 },
  ]);
  expect(await found('after-closing')).toBe(0);
  await receive(2, 1);
  await look();
  expect(await found('after-closing')).toBe(1);
});
