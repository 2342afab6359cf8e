import pg from 'pg';
import type { Share } from '@scrutin/election';
import { lawRollKey } from '@scrutin/election';
import { createMetrics, TransientError } from '@scrutin/service-runtime';
import {
  law,
  openBallotStore,
  openTestStore,
  putLaws,
  silentLogger,
  vote,
} from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { ACTOR, done, openTestOffice } from '@scrutin/testkit/election-office';

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = new pg.Client(database.url);
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

test('a lost connection during a batch is a TransientError, and the batch is counted once when it is repeated', async () => {
  const store = openTestStore(database.url, 1);
  await putLaws(database.url, law('L2025-001'));
  await store.check(); // connects now, because pg_stat_activity does not change within a transaction
  const votes = [vote(), vote()];
  await owner.query('ALTER TABLE vote_results DISABLE TRIGGER USER'); // only settling writes it
  await owner.query('BEGIN');
  await owner.query(`SELECT FROM vote_results FOR UPDATE`);
  await owner.query(`INSERT INTO vote_results (law_id) VALUES ('L2025-001')`); // the batch waits for this row
  const settling = store.settleVotes(votes).catch((error: unknown) => error);
  const deadline = performance.now() + 10_000;
  let cut = 0;
  while (cut === 0 && performance.now() < deadline) {
    const { rows } = await owner.query<{ cut: number }>(
      `SELECT count(pg_terminate_backend(pid))::int AS cut FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    cut = rows[0]!.cut;
  }
  expect(await settling).toBeInstanceOf(TransientError);
  await owner.query('ROLLBACK');
  expect(await store.settleVotes(votes)).toMatchObject({ counted: [{ ballots: 2 }], repeated: 0 });
  await store.close();
});

test('an error that a retry cannot remove is not a TransientError', async () => {
  const store = openTestStore(database.url, 1);
  await expect(store.settleVotes([vote({ contest: 'law:NONE' })])).rejects.not.toBeInstanceOf(TransientError);
  await store.close();
});

test('an unreachable server and a pool without a free connection are TransientErrors', async () => {
  const nowhere = openTestStore('postgresql://nobody:nothing@127.0.0.1:9/none');
  await expect(nowhere.check()).rejects.toBeInstanceOf(TransientError);
  await expect(nowhere.laws()).rejects.toBeInstanceOf(TransientError);
  await nowhere.close();
});

test('times are read and written in UTC, whatever the time zone of the server', async () => {
  await owner.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), 'America/Montreal'); END $$`,
  );
  const store = openTestStore(database.url, 1);
  const window = { opensAtMs: Date.UTC(2025, 9, 6, 13), closesAtMs: Date.UTC(2025, 9, 13, 0, 0, 0, 1) };
  const given = law('L2025-009', { window, status: 'draft', quorumVotes: 5n, threshold: '60%' as Share });
  const office = openTestOffice(database.url, { nowMs: window.opensAtMs - 5_000 }, 1);
  await done(office.createLaw(ACTOR, given));
  const roll = { credentials: 1, buckets: 1, scheme: 'sha256' } as const;
  await done(office.recordRoll(ACTOR, lawRollKey('L2025-009'), roll));
  await done(office.step(ACTOR, lawRollKey('L2025-009'), { step: 'schedule' }));
  await office.close();
  expect(await store.law('L2025-009')).toEqual({ ...given, status: 'scheduled' });
  expect((await store.catalogue()).get('law:L2025-009' as never)?.window).toEqual(window);
  await store.close();
  const { rows } = await owner.query<{ at: string }>(
    `SELECT (opens_at AT TIME ZONE 'UTC')::text AS at FROM laws WHERE id = 'L2025-009'`,
  );
  expect(rows).toEqual([{ at: '2025-10-06 13:00:00' }]);
});

test('no query of the store shows a draft', async () => {
  const store = openTestStore(database.url, 1);
  await putLaws(database.url, law('L2025-DRAFT', { status: 'draft' }));
  expect(await store.law('L2025-DRAFT')).toBeUndefined();
  expect(await store.lawResult('L2025-DRAFT')).toBeUndefined();
  expect((await store.laws()).map(({ id }) => id)).not.toContain('L2025-DRAFT');
  expect((await store.catalogue()).has('law:L2025-DRAFT' as never)).toBe(false);
  await store.close();
});

test('the metrics show the queries and the state of the pool', async () => {
  const registry = createMetrics('test');
  const store = openBallotStore({
    url: database.url,
    poolMax: 3,
    logger: silentLogger,
    registry,
    applicationName: 'metrics-test',
  });
  await expect(store.settleVotes([vote({ contest: 'law:NONE' })])).rejects.toThrow();
  await store.check();
  const text = await registry.metrics();
  expect(text).toContain('database_operations_total{operation="ping",status="success",service="test"} 1');
  expect(text).toContain(
    'database_operations_total{operation="settle-votes",status="error",service="test"} 1',
  );
  expect(text).toContain('database_pool_connections{pool="main",state="idle",service="test"} 1');
  expect(text).toMatch(/database_pool_wait_seconds_count\{[^}]*pool="main"[^}]*\} [1-9]/);
  expect(text).toContain('database_pool_max_connections{pool="main",service="test"} 3');
  await store.close();
});
