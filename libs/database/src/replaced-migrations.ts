import type pg from 'pg';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { Migration } from './recorded-migrations.ts';
import { recordMigration } from './recorded-migrations.ts';

/** The comment with which a migration says that it, with those before it in the folder, replaces older migrations. */
const REPLACES = /^-- Replaces the migrations up to (\d{14}_\w+)\.$/m;

/**
 * A release may replace the migrations of earlier releases by fewer and better ones with the same outcome. A database
 * that has all of the old migrations needs none of the new ones: the new ones are recorded as applied, and the records
 * of the old ones are removed. For any other database this does nothing.
 *
 * @throws ConfigurationError if the database has some of the old migrations and not all
 */
export async function adoptReplacements(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  const index = migrations.findLastIndex(({ sql }) => REPLACES.test(sql));
  const replacing = migrations.slice(0, index + 1);
  const lastReplaced = REPLACES.exec(replacing.at(-1)?.sql ?? '')?.[1];
  if (lastReplaced === undefined) return;

  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM "_prisma_migrations"
      WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL AND migration_name <= $1 ORDER BY 1`,
    [lastReplaced],
  );
  const newest = rows.at(-1)?.name;
  if (newest === undefined) return;
  if (newest !== lastReplaced) {
    throw new ConfigurationError(
      `This database has the migrations of an older release up to ${newest}. ` +
        `First apply those up to ${lastReplaced} with that release, then run this command again.`,
    );
  }
  await client.query('BEGIN');
  try {
    const { rows: known } = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    );
    const recorded = new Set(known.map(({ name }) => name));
    for (const migration of replacing) {
      if (!recorded.has(migration.name)) await recordMigration(client, migration, new Date());
    }
    await client.query('DELETE FROM "_prisma_migrations" WHERE migration_name <= $1', [lastReplaced]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
