import { ConfigurationError } from '@scrutin/service-runtime';
import type { Environment } from '../environment.ts';

const PREFIX = 'SCRUTIN_DB_PASSWORD_';

/**
 * Passwords by role: SCRUTIN_DB_PASSWORD_INGESTION is that of scrutin_ingestion. From the environment and
 * never from the command line, where every user of the machine could read them.
 *
 * @throws ConfigurationError when there is none
 */
export function loginPasswords(environment: Environment): Readonly<Record<string, string>> {
  const passwords = Object.entries(environment).flatMap(([name, password]): [string, string][] =>
    name.startsWith(PREFIX) && password !== undefined
      ? [[`scrutin_${name.slice(PREFIX.length).toLowerCase()}`, password]]
      : [],
  );
  if (passwords.length > 0) return Object.fromEntries(passwords);
  throw new ConfigurationError(
    `No password is given: set ${PREFIX}<ROLE> for each role to log in, e.g. ${PREFIX}INGESTION for scrutin_ingestion.`,
  );
}
