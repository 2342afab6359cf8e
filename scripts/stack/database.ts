/**
 * The schema and the logins. Each service connects with a role that can do only its job; the owner of the schema is
 * used by the command line alone. The passwords are ours to choose, and stay in the profile's state.
 */
import { runQuietly } from '../bootstrap/foreground.mjs';
import { withLogin } from '../servers/addresses.ts';
import type { Profile } from './profile.ts';
import { logFile } from './profile.ts';
import { rolePassword } from './state.ts';

/** The program of the command line, from the folder of the project. */
export const CLI = 'apps/cli/dist/main.js';

const LOGINS = ['ingestion', 'worker', 'aggregator', 'admin', 'operator', 'auditor'];

/** The address of the database for a role such as `scrutin_ingestion`. */
export function addressFor(profile: Profile, ownerAddress: string, role: string): string {
  return withLogin(ownerAddress, role, rolePassword(profile, role));
}

/** Runs `scrutin …` with its output in a log. */
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

/** Brings the schema up to date, and gives every login role its password. Returns what to say about it. */
export async function migrate(profile: Profile, env: NodeJS.ProcessEnv): Promise<string> {
  await scrutin(profile, ['db', 'migrate'], env);
  const passwords = LOGINS.map((login): [string, string] => [
    `SCRUTIN_DB_PASSWORD_${login.toUpperCase()}`,
    rolePassword(profile, `scrutin_${login}`),
  ]);
  await scrutin(profile, ['db', 'logins'], { ...env, ...Object.fromEntries<string>(passwords) });
  return 'schema is current, every service has a login of its own';
}
