/**
 * The schema and the logins. Each service connects with a role that can do only its job; the owner of the schema is
 * used by the command line alone. The passwords are ours to choose, and stay in the profile's state.
 */
import { withLogin } from './addresses.mjs';
import { runQuietly } from './commands.mjs';
import { logFile } from './project.mjs';
import { rolePassword } from './state.mjs';

export const CLI = 'apps/cli/dist/main.js';

const LOGINS = ['ingestion', 'worker', 'aggregator', 'admin', 'operator', 'auditor'];

/** The address of the database for a role such as `scrutin_ingestion`. */
export function addressFor(profile, ownerAddress, role) {
  return withLogin(ownerAddress, role, rolePassword(profile, role));
}

/** Runs `scrutin …` quietly. */
export async function scrutin(profile, args, env) {
  await runQuietly(`scrutin ${args.join(' ')}`, process.execPath, [CLI, ...args], {
    env: { ...process.env, ...env },
    log: logFile(profile, `scrutin-${args.join('-')}`),
  });
}

export async function migrate(profile, env) {
  await scrutin(profile, ['db', 'migrate'], env);
  const passwords = LOGINS.map((login) => [
    `SCRUTIN_DB_PASSWORD_${login.toUpperCase()}`,
    rolePassword(profile, `scrutin_${login}`),
  ]);
  await scrutin(profile, ['db', 'logins'], { ...env, ...Object.fromEntries(passwords) });
}
