import pg from 'pg';
import type { Stack } from './stack.ts';

/** A table that nobody can write to for the moment: whoever tries waits in the middle of a transaction. */
export interface HeldTable {
  /** How many connections of this application wait for it. */
  waiting(applicationName: string): Promise<number>;
  release(): Promise<void>;
}

export async function holdTable(
  stack: Stack,
  table: 'vote_audit' | 'rejected_submissions',
): Promise<HeldTable> {
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
