import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { TransientError } from '@scrutin/service-runtime';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { migrate, migrationStatus } from './migrate.ts';

let database: TestDatabase;
let folder: string;
/** A backup: it reads the table and keeps its transaction open. */
let backup: pg.Client;
/** A service that reads the table now and then. */
let service: pg.Client;

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name));
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

beforeEach(async () => {
  // The migrations of the project create the roles that every migration joins.
  database = await createTestDatabase(process.env['DATABASE_URL']);
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-migrations-'));
  await addMigration('20000101000001_first', 'CREATE TABLE votes_to_come (id int)');
  await migrate({ ownerUrl: database.url, folder });
  await addMigration('20000101000002_second', 'ALTER TABLE votes_to_come ADD COLUMN note text');
  backup = new pg.Client(database.url);
  service = new pg.Client(database.url);
  await Promise.all([backup.connect(), service.connect()]);
  await backup.query('BEGIN');
  await backup.query('SELECT FROM votes_to_come');
});
afterEach(async () => {
  await Promise.all([backup.end(), service.end()]);
  await database.drop();
  await rm(folder, { recursive: true });
});

test('a migration whose table a backup uses waits without holding services up, and goes on after it', async () => {
  let waits = 0;
  let slowestMs = 0;
  let isDone = false;
  const migrating = migrate({
    ownerUrl: database.url,
    folder,
    onWait: () => (waits += 1),
    patience: { inLineMs: 200, pauseMs: 100, giveUpAfterMs: 60_000 },
  }).finally(() => {
    isDone = true;
  });
  while (waits < 3) {
    const askedMs = performance.now();
    await service.query('SELECT FROM votes_to_come');
    slowestMs = Math.max(slowestMs, performance.now() - askedMs);
  }
  expect(isDone).toBe(false);
  expect(slowestMs).toBeGreaterThan(20); // It did stand behind the migration, whose turn is at most 200 ms …
  expect(slowestMs).toBeLessThan(5_000); // … and a busy machine adds to that. Without the limit, it waits for ever.
  await backup.query('COMMIT');
  expect(await migrating).toEqual(['20000101000002_second']);
  expect((await service.query('SELECT note FROM votes_to_come')).rows).toEqual([]);
});

test('a migration whose table is never free gives up, and leaves nothing behind', async () => {
  const patience = { inLineMs: 50, pauseMs: 20, giveUpAfterMs: 200 };
  const migrating = migrate({ ownerUrl: database.url, folder, patience });
  await expect(migrating).rejects.toThrow(TransientError);
  await expect(migrating).rejects.toThrow(
    /20000101000002_second needs a table that another transaction uses/,
  );
  expect(await migrationStatus({ ownerUrl: database.url, folder })).toEqual([
    { name: '20000101000001_first', state: 'applied' },
    { name: '20000101000002_second', state: 'pending' },
  ]);
});
