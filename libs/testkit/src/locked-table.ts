import pg from 'pg';
import type { Stack } from './stack.ts';

/** A table that is locked against writing. A transaction that writes to it waits until the release. */
export interface LockedTable {
  /** How many connections of this application wait for the table. */
  waiting(applicationName: string): Promise<number>;
  release(): Promise<void>;
}

export async function lockTable(
  stack: Stack,
  table: 'vote_audit' | 'rejected_submissions',
): Promise<LockedTable> {
  const client = new pg.Client({ connectionString: stack.database.url, application_name: 'system-test' });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
  return {
    async waiting(applicationName) {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = $1 AND wait_event_type = 'Lock'`,
        [applicationName],
      );
      return rows[0]?.n ?? 0;
    },
    async release() {
      await client.query('COMMIT');
      await client.end();
    },
  };
}
