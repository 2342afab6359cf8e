import type { ActContext } from './act.ts';
import { record } from './act.ts';
import { OFFICIAL_COLUMNS, officialSubject, toOfficial } from './official-rows.ts';
import type { LoginOutcome, LoginProof, Official } from './officials.ts';
import { isPassword } from './password.ts';
import { RESERVE_LOGIN } from './sql/reserve-login.sql.ts';

/** The number of failures in a row that lock an account, and the shortest and the longest time of a lock. */
const FAILURES_THAT_LOCK = 5;
const FIRST_LOCK_S = 30;
const LONGEST_LOCK_S = 900;

/** The actor of acts before a login: it is not known yet who it is. */
const NOBODY = { name: 'not logged in' };

export async function login(context: ActContext, address: string, password: string): Promise<LoginOutcome> {
  const email = address.trim().toLowerCase();
  const account = await findAccount(context, email);
  if (account === undefined) {
    await isPassword(undefined, password);
    return { kind: 'wrong' };
  }
  const reserved = await reserve(context, account.official);
  if (reserved.kind === 'locked') return reserved;
  const isRight = await isPassword(account.passwordHash, password);
  return isRight && account.official.disabledAtMs === undefined
    ? succeed(context, account.official.id, account.passwordHash)
    : fail(context, account.official, reserved);
}

async function findAccount(
  { database }: ActContext,
  email: string,
): Promise<{ official: Official; passwordHash: string } | undefined> {
  if (email.includes('\0')) return undefined;
  const row = await database.run('login', (client) => client.official.findUnique({ where: { email } }));
  return row === null ? undefined : { official: toOfficial(row), passwordHash: row.passwordHash };
}

interface Reserved {
  readonly kind: 'reserved';
  /** Failures in a row, including this login if it fails. */
  readonly failedLogins: number;
  readonly lockedUntilMs: number | undefined;
}

async function reserve(
  { database, clock }: ActContext,
  { id }: Official,
): Promise<Reserved | Extract<LoginOutcome, { kind: 'locked' }>> {
  const nowMs = clock();
  const [row] = await database.query<{ failed_logins: number; locked_until: Date | null }>(
    'login',
    RESERVE_LOGIN,
    id,
    new Date(nowMs),
    FAILURES_THAT_LOCK,
    FIRST_LOCK_S,
    LONGEST_LOCK_S,
  );
  if (row !== undefined) {
    return {
      kind: 'reserved',
      failedLogins: row.failed_logins,
      lockedUntilMs: row.locked_until?.getTime(),
    };
  }
  const locked = await database.run('login', (client) =>
    client.official.findUnique({ where: { id }, select: { lockedUntil: true } }),
  );
  return { kind: 'locked', untilMs: locked?.lockedUntil?.getTime() ?? nowMs };
}

/**
 * The hash that each proof was verified against. It is kept apart from the proof so that it is never logged or sent.
 */
const VERIFIED = new WeakMap<LoginProof, string>();

export function verifiedHash(proof: LoginProof): string | undefined {
  return VERIFIED.get(proof);
}

async function succeed({ database }: ActContext, id: string, passwordHash: string): Promise<LoginOutcome> {
  const row = await database.run('login', (client) =>
    client.official.update({
      where: { id },
      data: { failedLogins: 0, lockedUntil: null },
      select: OFFICIAL_COLUMNS,
    }),
  );
  // The account was disabled while the password was being checked.
  if (row.disabledAt !== null) return { kind: 'wrong' };
  const proof = Object.freeze({}) as LoginProof;
  VERIFIED.set(proof, passwordHash);
  return { kind: 'in', official: toOfficial(row), proof };
}

/** Puts a failed login on record. The lock of the account limits how many rows somebody who guesses can cause. */
async function fail(
  { database }: ActContext,
  { email }: Official,
  { failedLogins, lockedUntilMs }: Reserved,
): Promise<LoginOutcome> {
  const subject = officialSubject(email);
  await database.run('login', (client) =>
    client.$transaction(async (transaction) => {
      await record(transaction, { actor: NOBODY, action: 'session.refuse', subject });
      if (lockedUntilMs === undefined) return;
      const after = { failedLogins, lockedUntilMs };
      await record(transaction, { actor: NOBODY, action: 'official.lock', subject }, { after });
    }),
  );
  return { kind: 'wrong' };
}
