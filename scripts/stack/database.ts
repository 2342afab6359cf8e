/**
 * Applies the schema and creates the logins. Each service connects with a role that has only the rights it needs, and
 * only the command line uses the owner of the schema. These scripts choose the passwords and keep them in the state.
 */
import { runQuietly } from '../bootstrap/foreground.mjs';
import { withLogin } from '../servers/addresses.ts';
import type { Profile } from './profile.ts';
import { logFile } from './profile.ts';
import { rolePassword } from './state.ts';

/** The program of the command line, relative to the folder of the project. */
export const CLI = 'apps/cli/dist/main.js';

const LOGINS = ['ingestion', 'worker', 'aggregator', 'admin', 'operator', 'auditor'];

/** The address of the database for a role such as `scrutin_ingestion`. */
export function addressFor(profile: Profile, ownerAddress: string, role: string): string {
  return withLogin(ownerAddress, role, rolePassword(profile, role));
}

/** Runs `scrutin …`, and writes its output to a log. */
export async function scrutin(
  profile: Profile,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await runQuietly(`scrutin ${args.join(' ')}`, process.execPath, [CLI, ...args], {
    env: { ...process.env, ...env },
    log: logFile(profile, `scrutin-${args.join('-')}`),
  });
}

/** Applies the pending migrations and sets the password of every login role. Returns the text for the step. */
export async function migrate(profile: Profile, env: NodeJS.ProcessEnv): Promise<string> {
  await scrutin(profile, ['db', 'migrate'], env);
  const passwords = LOGINS.map((login): [string, string] => [
    `SCRUTIN_DB_PASSWORD_${login.toUpperCase()}`,
    rolePassword(profile, `scrutin_${login}`),
  ]);
  await scrutin(profile, ['db', 'logins'], { ...env, ...Object.fromEntries<string>(passwords) });
  return 'the schema is current, and every service has its login';
}
