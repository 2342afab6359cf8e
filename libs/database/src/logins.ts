import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { ConfigurationError } from '@scrutin/service-runtime';
import { fromDatabase, troubleOf } from './database-error.ts';
import { FUNCTION_OWNERS } from './function-owners.ts';

/** The default of PostgreSQL. */
const ITERATIONS = 4096;

/**
 * Lets roles log in with a password. The server gets only the SCRAM-SHA-256 verifier (RFC 5802, RFC 7677), so that no
 * password is in a statement, its log or pg_stat_statements.
 *
 * @param ownerUrl with the login of the role that created these roles
 * @param passwords by role; printable ASCII, so that all clients normalise them in the same way
 * @throws ConfigurationError for a password that is empty or not printable ASCII, or a role that does not exist
 */
export async function setLogins(
  ownerUrl: string,
  passwords: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [role, password] of Object.entries(passwords)) {
    if (!/^[\x20-\x7e]+$/.test(password)) {
      throw new ConfigurationError(`The password of ${role} must be printable ASCII, and not empty.`);
    }
    if (FUNCTION_OWNERS.some((owner) => owner === role)) {
      throw new ConfigurationError(
        `Nobody may log in as ${role}: it owns the functions that settle votes and mix ballots.`,
      );
    }
  }
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'scrutin-logins',
    connectionTimeoutMillis: 5_000,
  });
  try {
    await client.connect();
    for (const [role, password] of Object.entries(passwords)) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (rowCount === 0)
        throw new ConfigurationError(`There is no role ${role}: migrate the database first.`);
      await client.query(
        `ALTER ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${pg.escapeLiteral(scramVerifier(password))}`,
      );
    }
  } catch (error) {
    // A person waits for this command, so only a fault that may pass by itself becomes a TransientError.
    throw troubleOf(error) === 'away' ? fromDatabase(error, 'set logins') : error;
  } finally {
    await client.end();
  }
}

function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyed = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64');
  const serverKey = keyed('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
