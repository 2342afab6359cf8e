/**
 * The accounts with which one looks at the office after `npm start`: two officials, so that one may approve what the other
 * proposes, an operator and an auditor. They are made by `scrutin official create` and by the admin API, like all accounts,
 * and each start gives them new random passwords. Only `npm start` makes them, which uses the profile `dev` alone.
 */
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCollecting } from '../bootstrap/foreground.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { CLI } from './database.ts';
import type { OfficeSession } from './office-session.ts';
import { openOfficeSession } from './office-session.ts';
import type { Profile } from './profile.ts';
import { profileFolder } from './profile.ts';

type Role = 'official' | 'operator' | 'auditor';

interface Account {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** In this order nobody has to approve the first three; see docs/OFFICIALS.md, "Two officials". */
const FIRST: readonly Account[] = [
  { email: 'auditor@demo.example', name: 'Demo auditor', role: 'auditor' },
  { email: 'official@demo.example', name: 'Demo official', role: 'official' },
  { email: 'operator@demo.example', name: 'Demo operator', role: 'operator' },
];
const SECOND: Account = { email: 'second@demo.example', name: 'Second demo official', role: 'official' };
const [OFFICIAL, OPERATOR] = ['official@demo.example', 'operator@demo.example'];

/** A login that works since this start. */
export interface DemonstrationLogin {
  readonly email: string;
  readonly role: Role;
  readonly password: string;
}

/** Letters and digits that cannot be confused with each other. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** 100 random bits, in groups that are easy to type. */
function newPassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The passwords that may be those of an account: the last that was chosen, and the one before. */
type Passwords = Record<string, readonly string[]>;

function passwordFile(profile: Profile): string {
  return path.join(profileFolder(profile), 'demonstration-accounts.json');
}

function readPasswords(profile: Profile): Passwords {
  const file = passwordFile(profile);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Passwords) : {};
}

/**
 * Makes the accounts that are missing, and gives all of them new passwords. Accounts of others are left alone: if there
 * are any, no account is made. An account whose password somebody changed is left out.
 *
 * @param office the address of the admin API
 * @param env the environment for commands of the operator
 * @returns the logins that work now
 */
export async function demonstrationLogins(
  profile: Profile,
  office: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly DemonstrationLogin[]> {
  const known = await accountsOnRecord(env);
  const ours = [...FIRST, SECOND];
  const hasOthers = known.some((email) => !ours.some((account) => account.email === email));
  const passwords = readPasswords(profile);
  const keep = (email: string, ...kept: readonly string[]): void => {
    passwords[email] = kept;
    writeFileSync(passwordFile(profile), `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
  };
  const sessions = new Map<string, OfficeSession>();
  const logins: DemonstrationLogin[] = [];
  /** Logs in and changes the password: an account must do this before it may do anything else. */
  const renew = async ({ email, role }: Account): Promise<void> => {
    for (const old of passwords[email] ?? []) {
      const session = await openOfficeSession(office, email, old);
      if (session === undefined) continue;
      const password = newPassword();
      keep(email, password, old);
      await session.send('POST', 'session/password', { current_password: old, new_password: password });
      sessions.set(email, session);
      logins.push({ email, role, password });
      return;
    }
  };
  for (const account of FIRST) {
    if (!known.includes(account.email)) {
      if (hasOthers) continue;
      keep(account.email, await created(account, env));
    }
    await renew(account);
  }
  if (!known.includes(SECOND.email) && !hasOthers) {
    const first = newPassword();
    keep(SECOND.email, first);
    await createWithApproval({ ...SECOND, password: first }, sessions);
  }
  await renew(SECOND);
  await Promise.all([...sessions.values()].map((session) => session.send('DELETE', 'session')));
  return logins;
}

async function accountsOnRecord(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const output = await scrutin(['official', 'list', '--json'], env);
  return (JSON.parse(output) as { email: string }[]).map(({ email }) => email);
}

/** Makes an account as an operator does, and returns its first password. */
async function created({ email, name, role }: Account, env: NodeJS.ProcessEnv): Promise<string> {
  const args = ['official', 'create', '--email', email, '--name', name, '--role', role, '--json'];
  return (JSON.parse(await scrutin(args, env)) as { password: string }).password;
}

/** The operator proposes the account, and the official approves it. */
async function createWithApproval(
  { email, name, role, password }: Account & { readonly password: string },
  sessions: ReadonlyMap<string, OfficeSession>,
): Promise<void> {
  const [operator, official] = [sessions.get(OPERATOR), sessions.get(OFFICIAL)];
  if (operator === undefined || official === undefined) return;
  const body = { email, display_name: name, role, password };
  const answer = (await operator.send('POST', 'officials', body)) as { id: string; state?: string };
  if (answer.state === 'pending') await official.send('POST', `proposals/${answer.id}/approval`);
}

async function scrutin(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { code, output } = await runCollecting(process.execPath, [CLI, ...args], {
    env: { ...process.env, ...env },
  });
  if (code === 0) return output;
  throw new Refusal(`scrutin ${args.slice(0, 2).join(' ')} failed (exit code ${code}).`, { detail: output });
}
