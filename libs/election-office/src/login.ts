import type { Prisma } from '@scrutin/database';
import type { ActContext, Transaction } from './act.ts';
import { record } from './act.ts';
import { OFFICIAL_COLUMNS, officialSubject, toOfficial } from './official-rows.ts';
import type { LoginOutcome, LoginProof, Official } from './officials.ts';
import { isPassword } from './password.ts';
import { GIVE_BACK_LOGIN } from './sql/give-back-login.sql.ts';
import { RESERVE_LOGIN } from './sql/reserve-login.sql.ts';
import { USE_CODE } from './sql/use-code.sql.ts';
import { totpStep } from './totp.ts';

/** The number of failures in a row that lock an account, and the shortest and the longest time of a lock. */
const FAILURES_THAT_LOCK = 5;
const FIRST_LOCK_S = 30;
const LONGEST_LOCK_S = 900;

/** The actor of acts before a login: it is not known yet who it is. */
const NOBODY = { name: 'not logged in' };

/** Checks a password, and a code if the account has a second factor. */
export function login(
  context: ActContext,
  address: string,
  password: string,
  code: string | undefined,
): Promise<LoginOutcome> {
  return check(context, address, password, (account) => checkCode(context, account, code));
}

/**
 * Checks only a password, for somebody who is logged in already. If the account has a second factor, this does not end a
 * row of failures, as it would otherwise between wrong codes.
 */
export function confirmPassword(
  context: ActContext,
  address: string,
  password: string,
): Promise<LoginOutcome> {
  return check(context, address, password, ({ official }) =>
    Promise.resolve(official.secondFactorAtMs === undefined ? 'in' : 'in-by-password'),
  );
}

interface Account {
  readonly official: Official;
  readonly passwordHash: string;
  readonly secondFactor: Uint8Array | null;
}

type CodeOutcome = 'in' | 'in-by-password' | 'code-needed' | 'wrong-code' | 'code-unverifiable';

async function check(
  context: ActContext,
  address: string,
  password: string,
  checkSecondFactor: (account: Account) => Promise<CodeOutcome>,
): Promise<LoginOutcome> {
  const email = address.trim().toLowerCase();
  const account = await findAccount(context, email);
  if (account === undefined) {
    await isPassword(undefined, password);
    return { kind: 'wrong' };
  }
  const reserved = await reserve(context, account.official);
  if (reserved.kind === 'locked') return reserved;
  const isRight = await isPassword(account.passwordHash, password);
  if (!isRight || account.official.disabledAtMs !== undefined) {
    return fail(context, account.official, reserved, 'wrong');
  }
  const outcome = await checkSecondFactor(account);
  switch (outcome) {
    case 'in':
      return succeed(context, account, { failedLogins: 0, lockedUntil: null });
    case 'in-by-password':
      await giveBack(context, account.official, reserved);
      return succeed(context, account, {});
    case 'wrong-code':
      return fail(context, account.official, reserved, 'wrong-code');
    case 'code-needed':
    case 'code-unverifiable':
      await giveBack(context, account.official, reserved);
      return { kind: outcome };
  }
}

async function checkCode(
  { database, clock, secondFactors }: ActContext,
  { official, secondFactor }: Account,
  code: string | undefined,
): Promise<CodeOutcome> {
  if (official.secondFactorAtMs === undefined || secondFactor === null) return 'in';
  if (code === undefined || code.trim() === '') return 'code-needed';
  const secret = secondFactors.open(official.id, secondFactor);
  if (secret === undefined) return 'code-unverifiable';
  const step = totpStep(secret, code, clock());
  if (step === undefined) return 'wrong-code';
  const used = await database.query('login', USE_CODE, official.id, step);
  return used.length === 0 ? 'wrong-code' : 'in';
}

async function findAccount({ database }: ActContext, email: string): Promise<Account | undefined> {
  if (email.includes('\0')) return undefined;
  const row = await database.run('login', (client) => client.official.findUnique({ where: { email } }));
  if (row === null) return undefined;
  return { official: toOfficial(row), passwordHash: row.passwordHash, secondFactor: row.secondFactor };
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

/** Takes back what `reserve` counted, for a login that needs a code as well. */
async function giveBack(
  { database }: ActContext,
  { id }: Official,
  { lockedUntilMs }: Reserved,
): Promise<void> {
  const lock = lockedUntilMs === undefined ? null : new Date(lockedUntilMs);
  await database.query('login', GIVE_BACK_LOGIN, id, lock);
}

/**
 * The hash that each proof was verified against. It is kept apart from the proof so that it is never logged or sent.
 */
const VERIFIED = new WeakMap<LoginProof, string>();

export function verifiedHash(proof: LoginProof): string | undefined {
  return VERIFIED.get(proof);
}

/** Whether the account still has the password that the proof was given for. */
export async function hasPasswordOf(
  transaction: Transaction,
  officialId: string,
  proof: LoginProof,
): Promise<boolean> {
  const select = { passwordHash: true } as const;
  const row = await transaction.official.findUnique({ where: { id: officialId }, select });
  return row !== null && row.passwordHash === VERIFIED.get(proof);
}

async function succeed(
  { database }: ActContext,
  { official: { id }, passwordHash }: Account,
  data: Prisma.OfficialUpdateInput,
): Promise<LoginOutcome> {
  const row = await database.run('login', (client) =>
    client.official.update({ where: { id }, data, select: OFFICIAL_COLUMNS }),
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
  kind: 'wrong' | 'wrong-code',
): Promise<LoginOutcome> {
  const subject = officialSubject(email);
  await database.run('login', (client) =>
    client.$transaction(async (transaction) => {
      // After a wrong code, the record shows that somebody knows the password.
      const after = kind === 'wrong-code' ? { passwordWasRight: true } : undefined;
      await record(transaction, { actor: NOBODY, action: 'session.refuse', subject }, { after });
      if (lockedUntilMs === undefined) return;
      const lock = { failedLogins, lockedUntilMs };
      await record(transaction, { actor: NOBODY, action: 'official.lock', subject }, { after: lock });
    }),
  );
  return { kind };
}
