import pg from 'pg';
import { ConfigurationError } from '@scrutin/service-runtime';
import { fromDatabase, troubleOf } from './database-error.ts';

/**
 * Runs `work` on a connection of the database's owner, which has its own session.
 *
 * @throws TransientError when the database is away
 * @throws ConfigurationError if the address is that of a pooler
 */
export async function withOwner<T>(
  url: string,
  operation: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'scrutin-migrate',
    connectionTimeoutMillis: 5_000,
  });
  try {
    await client.connect();
    await expectOwnSession(client);
    return await work(client);
  } catch (error) {
    // A person waits for this command, so only a fault that may pass by itself becomes a TransientError.
    throw troubleOf(error) === 'away' ? fromDatabase(error, operation) : error;
  } finally {
    await client.end();
  }
}

/**
 * Checks that the session is PostgreSQL's own. The lock of a migration belongs to a session, and would have no effect
 * behind a pooler that shares sessions.
 *
 * @throws ConfigurationError if the address is that of a pooler
 */
async function expectOwnSession(client: pg.Client): Promise<void> {
  await client.query(`SET TIME ZONE 'UTC'`);
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  if (rows[0]?.pid === (client as { processID?: number }).processID) return;
  throw new ConfigurationError(
    'The address of the database is that of a pooler: migrate at the address of PostgreSQL itself.',
  );
}
