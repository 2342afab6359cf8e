import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A migration of the folder prisma/migrations. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly checksum: string;
}

/** Records in `_prisma_migrations`, as Prisma does, that a migration was applied. */
export async function recordMigration(
  client: pg.Client,
  migration: Migration,
  startedAt: Date,
): Promise<void> {
  await client.query(
    `INSERT INTO "_prisma_migrations"
       (id, checksum, finished_at, migration_name, logs, rolled_back_at, started_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, NULL, NULL, $5, 1)`,
    [randomUUID(), migration.checksum, new Date(), migration.name, startedAt],
  );
}
