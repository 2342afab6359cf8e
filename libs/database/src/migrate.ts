import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { LockPatience } from './apply-migration.ts';
import { applyMigration } from './apply-migration.ts';
import { withOwner } from './owner-connection.ts';
import type { Migration } from './recorded-migrations.ts';
import { adoptReplacements } from './replaced-migrations.ts';

/** A migration, and whether this database has it. */
export interface MigrationState {
  readonly name: string;
  readonly state: 'applied' | 'pending' | 'changed-since-applied' | 'failed' | 'not-in-folder';
}

export interface MigrationOptions {
  /** With the login of the database's owner, a role that may CREATE ROLE. */
  readonly ownerUrl: string;
  /** The folder prisma/migrations. */
  readonly folder: string;
  /** Called with the name of a migration each time that it waits for tables which are in use. */
  readonly onWait?: (name: string) => void;
  /** How it waits for them. */
  readonly patience?: LockPatience;
}

/** The lock that `prisma migrate deploy` takes, so that the two never run at the same time. */
const PRISMA_LOCK = 72_707_369;

/** The table in the form in which Prisma creates it. */
const CREATE_TABLE = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies the pending migrations in the order of their names. Each has its own transaction, together with its row in
 * `_prisma_migrations`, so that a migration that fails leaves nothing behind. The rows are the same that `prisma
 * migrate deploy` writes, so either can continue where the other stopped. Unlike Prisma's command, this downloads no
 * engine, and never holds services up while it waits for a table. Any number of processes may start it at the same time.
 *
 * @returns the names of the migrations that it applied
 * @throws ConfigurationError if a migration was changed after it was applied, or failed under Prisma, or if the
 * database has only some of the migrations that this release has replaced
 */
export async function migrate(options: MigrationOptions): Promise<string[]> {
  const migrations = await readMigrations(options.folder);
  return withOwner(options.ownerUrl, 'migrate', async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]); // released when the connection ends
    await client.query(CREATE_TABLE);
    await adoptReplacements(client, migrations);
    const states = await statesOf(client, migrations);
    const wrong = states.find(({ state }) => state === 'changed-since-applied' || state === 'failed');
    if (wrong !== undefined) {
      throw new ConfigurationError(
        wrong.state === 'failed'
          ? `Migration ${wrong.name} failed half-way under Prisma. Repair the database, then run: prisma migrate resolve.`
          : `Migration ${wrong.name} was changed after it was applied. Restore it, and put the change into a new migration.`,
      );
    }
    const pending = new Set(states.filter(({ state }) => state === 'pending').map(({ name }) => name));
    const applied: string[] = [];
    for (const migration of migrations) {
      if (!pending.has(migration.name)) continue;
      await applyMigration(client, migration, options.onWait, options.patience);
      applied.push(migration.name);
    }
    return applied;
  });
}

/** All migrations of the folder and of the database, by name. Changes nothing. */
export async function migrationStatus(options: MigrationOptions): Promise<MigrationState[]> {
  const migrations = await readMigrations(options.folder);
  return withOwner(options.ownerUrl, 'migrate', async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
    );
    if (rows[0]?.there !== true) return migrations.map(({ name }) => ({ name, state: 'pending' }));
    return statesOf(client, migrations);
  });
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  if (names.length === 0) throw new ConfigurationError(`There are no migrations in ${folder}.`);
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(path.join(folder, name, 'migration.sql'));
      return {
        name,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    }),
  );
}

async function statesOf(client: pg.Client, migrations: readonly Migration[]): Promise<MigrationState[]> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const applied = new Map(rows.map((row) => [row.name, row]));
  const inFolder = migrations.map(({ name, checksum }): MigrationState => {
    const row = applied.get(name);
    applied.delete(name);
    if (row === undefined) return { name, state: 'pending' };
    if (!row.finished) return { name, state: 'failed' };
    return { name, state: row.checksum === checksum ? 'applied' : 'changed-since-applied' };
  });
  return [...inFolder, ...[...applied.keys()].map((name) => ({ name, state: 'not-in-folder' as const }))];
}
