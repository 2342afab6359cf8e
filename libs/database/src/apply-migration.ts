import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { TransientError } from '@scrutin/service-runtime';
import { joinFunctionOwners, leaveFunctionOwners } from './function-owners.ts';
import type { Migration } from './recorded-migrations.ts';
import { recordMigration } from './recorded-migrations.ts';

/** How a migration waits for tables that are in use. */
export interface LockPatience {
  /** How long it stands in the line for a table. All others who want the table stand behind it meanwhile. */
  readonly inLineMs: number;
  /** How long it leaves the line for them before it tries again. */
  readonly pauseMs: number;
  readonly giveUpAfterMs: number;
}

/**
 * Below the age of a catalogue of contests that services still use (CATALOGUE_MAX_AGE_MS), so that they learn of acts in
 * time while a migration waits for the contests (P9). Backups and audits take minutes.
 */
const USUAL_PATIENCE: LockPatience = { inLineMs: 1_000, pauseMs: 3_000, giveUpAfterMs: 1_800_000 };

/** SQLSTATEs: lock_not_available, deadlock_detected. */
const IN_USE = new Set(['55P03', '40P01']);

/**
 * Applies a migration in a transaction of its own, with its record. If a long transaction, such as a backup with
 * `pg_dump` or an audit, uses a table that the migration changes, it tries again and again. It never stands in line for
 * long, because all who come after it stand behind it: no vote would be counted until the backup ends.
 *
 * @param onWait called before each pause
 * @throws TransientError if the tables are still in use in the end; nothing of the migration was kept
 */
export async function applyMigration(
  client: pg.Client,
  migration: Migration,
  onWait: (name: string) => void = () => undefined,
  patience = USUAL_PATIENCE,
): Promise<void> {
  const endMs = performance.now() + patience.giveUpAfterMs;
  for (;;) {
    try {
      await apply(client, migration, patience.inLineMs);
      return;
    } catch (error) {
      const isInUse = error instanceof pg.DatabaseError && IN_USE.has(error.code ?? '');
      if (!isInUse) throw notKept(migration, error);
      if (performance.now() + patience.pauseMs > endMs) {
        throw new TransientError(
          `Migration ${migration.name} needs a table that another transaction uses; nothing of it was kept.`,
          { cause: error },
        );
      }
      onWait(migration.name);
      await delay(patience.pauseMs);
    }
  }
}

function notKept({ name }: Migration, cause: unknown): Error {
  return new Error(`Migration ${name} failed; nothing of it was kept.`, { cause });
}

async function apply(client: pg.Client, migration: Migration, inLineMs: number): Promise<void> {
  await client.query('BEGIN');
  try {
    const startedAt = new Date();
    await joinFunctionOwners(client); // It waits for other migrations of this cluster, however long they take.
    await client.query(`SET LOCAL lock_timeout = ${inLineMs}`);
    await client.query(migration.sql);
    await leaveFunctionOwners(client);
    await recordMigration(client, migration, startedAt);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
