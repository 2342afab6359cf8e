import pg from 'pg';
import {
  ConfigurationError,
  InvariantViolation,
  isSystemError,
  PoisonMessageError,
  TransientError,
} from '@scrutin/service-runtime';

/**
 * The kinds of errors of a database operation:
 *
 * - `away`: PostgreSQL, or the connection to it, is missing or busy. The same call may succeed later. These are the
 *   SQLSTATE classes 08 (connection), 40 (serialization failure, deadlock), 53 (out of connections, memory, disk), 57
 *   (shutdown, crash, cannot connect now, cancelled), 58 (error of its operating system), 55 (wrong state, lock not
 *   available), 25 (a standby, a transaction of a pooler), and all errors of the operating system here.
 * - `refused`: PostgreSQL refuses until a person repairs something: a login, a right, a missing table, a setting. The
 *   call succeeds as soon as that is repaired.
 * - `unknown`: PostgreSQL gave an answer that is in no list here.
 * - `data`: the values in the statement are wrong (class 22, 23). No retry helps.
 * - `ours`: not an answer of PostgreSQL, but a fault in this program.
 */
export type DatabaseTrouble = 'away' | 'refused' | 'unknown' | 'data' | 'ours';

/**
 * 08P01 is the answer of a pooler, or of a server of another version, to a message that it does not understand. It
 * stays.
 */
const AWAY_STATE = /^(?:08(?!P01)|25|40|53|55|57|58)[0-9A-Z]{3}$/;
/**
 * 28 login, 3D/3F no such database or schema, 42 rights, missing objects and statements, 26 prepared statements, 0L/0P
 * roles, 0A not supported, F0 its configuration.
 */
const REFUSED_STATE = /^(?:08(?=P01)|0A|0L|0P|26|28|3D|3F|42|F0)[0-9A-Z]{3}$/;
/**
 * SQLSTATEs about the values in a statement: class 22 (out of range, malformed) and the constraint violations of class
 * 23. 23000 itself is not among them: the append-only guards raise it when one of our promises was about to be broken
 * (P4).
 */
const DATA_STATE = /^(?:22|23(?!000))[0-9A-Z]{3}$/;

/** Prisma's codes: cannot connect, timed out, pool or transaction ran out of time, conflict. */
const AWAY_PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);
/** Prisma's codes: authentication, no such database, access denied, TLS, no such table or column. */
const REFUSED_PRISMA = new Set(['P1000', 'P1003', 'P1010', 'P1011', 'P2021', 'P2022']);
/** Prisma's codes: a value, a constraint or a relation. The election office makes refusals of them. */
const DATA_PRISMA = /^P20(?:0[0-9]|1[1-9]|20|25)$/;

const AWAY_KIND = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
]);
const REFUSED_KIND = new Set([
  'AuthenticationFailed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'TableDoesNotExist',
  'ColumnNotFound',
  'TlsConnectionError',
]);

/** Messages of errors of pg itself, which have no code. */
const AWAY_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Connection ended|not queryable|Query read timeout/;

/** Which kind of error this is. */
export function troubleOf(error: unknown): DatabaseTrouble {
  const links = linksOf(error);
  for (const judge of [bySqlState, byPrismaCode, byKind, byMessage]) {
    for (const link of links) {
      const trouble = judge(link);
      if (trouble !== undefined) return trouble;
    }
  }
  if (links.some(isSystemError)) return 'away';
  return isOurs(error) ? 'ours' : 'unknown';
}

/**
 * The error in the form that services handle. An error about the data, or a fault in this program, is returned
 * unchanged. All others become a TransientError, even unknown ones, because nothing is lost by trying again. The
 * message contains PostgreSQL's reason if somebody must repair something.
 */
export function fromDatabase(error: unknown, operation: string, trouble = troubleOf(error)): unknown {
  if (trouble === 'data' || trouble === 'ours' || error instanceof TransientError) return error;
  return new TransientError(`The database could not do ${operation}${reasonOf(error, trouble)}.`, {
    cause: error,
  });
}

function reasonOf(error: unknown, trouble: DatabaseTrouble): string {
  // P2028: Prisma's transaction could not begin, or did not finish, within its time limit.
  if (memberOf(error, 'code') === 'P2028') return ': its transaction ran out of time';
  return trouble === 'away' ? '' : `: ${messageOf(error)}`;
}

/**
 * The SQLSTATE and the message of PostgreSQL, the driver or Prisma, for the log and the operator. Do not use it for
 * `data`, whose message may contain the row (P6).
 */
export function messageOf(error: unknown): string {
  const links = linksOf(error);
  const state = links.flatMap((link) => sqlStateOf(link) ?? [])[0];
  const text = links
    .flatMap((link) => [memberOf(link, 'originalMessage'), link instanceof Error ? link.message : undefined])
    .findLast((message): message is string => typeof message === 'string' && message.trim() !== '');
  const code = state ?? links.map((link) => memberOf(link, 'code')).find((one) => typeof one === 'string');
  const message = (text ?? String(error)).replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  return typeof code === 'string' ? `${code} ${message}` : message;
}

/**
 * A PoisonMessageError if the values of a message can never be written; undefined for any other error. Its text
 * contains only the SQLSTATE and the name of the constraint (P6). PostgreSQL's own message may contain the row, and
 * stays in the cause.
 */
export function refusedData(error: unknown, operation: string): PoisonMessageError | undefined {
  const answer = answerOf(error);
  if (answer === undefined || !DATA_STATE.test(answer.state)) return undefined;
  const constraint = answer.constraint === undefined ? '' : `, constraint ${answer.constraint}`;
  return new PoisonMessageError(`The database refuses it in ${operation}: ${answer.state}${constraint}`, {
    cause: error,
  });
}

/** PostgreSQL's answer to a raw query, from an error of pg itself or from one that Prisma's adapter wrapped. */
function answerOf(error: unknown): { state: string; constraint: string | undefined } | undefined {
  if (error instanceof pg.DatabaseError && error.code !== undefined) {
    return { state: error.code, constraint: error.constraint };
  }
  // The name of a check constraint is only in the text.
  let inner = error;
  for (const member of ['meta', 'driverAdapterError', 'cause']) inner = memberOf(inner, member);
  const state = memberOf(inner, 'originalCode');
  if (typeof state !== 'string') return undefined;
  const index = memberOf(memberOf(inner, 'constraint'), 'index');
  const text = memberOf(inner, 'originalMessage');
  const named = typeof text === 'string' && state.startsWith('23') ? CONSTRAINT.exec(text)?.[1] : undefined;
  return { state, constraint: typeof index === 'string' ? index : named };
}

const CONSTRAINT = / constraint "([a-z0-9_]{1,63})"/;

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** The error and all errors inside it: causes, and the members in which Prisma and its adapter put theirs. */
function linksOf(error: unknown, depth = 0): object[] {
  if (typeof error !== 'object' || error === null || depth > 6) return [];
  const inner = ['meta', 'cause', 'driverAdapterError', 'errors'].flatMap((name) => {
    const member = memberOf(error, name);
    return Array.isArray(member) ? (member as unknown[]) : [member];
  });
  return [error, ...inner.flatMap((link) => linksOf(link, depth + 1))];
}

function sqlStateOf(link: object): string | undefined {
  return [memberOf(link, 'originalCode'), memberOf(link, 'code')].find(
    // Prisma's own codes have five characters too.
    (code): code is string => typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !isPrismaCode(code),
  );
}

/** Prisma's codes are P1xxx, P2xxx and so on. P0001 to P0004 are raised by functions of PostgreSQL. */
function isPrismaCode(code: string): boolean {
  return /^P[1-9]\d{3}$/.test(code);
}

function bySqlState(link: object): DatabaseTrouble | undefined {
  const state = sqlStateOf(link);
  // `EPIPE` and similar codes have five capital letters too.
  if (state === undefined || isSystemError(link) || /^E[A-Z]{4}$/.test(state)) return undefined;
  if (AWAY_STATE.test(state)) return 'away';
  if (REFUSED_STATE.test(state)) return 'refused';
  return DATA_STATE.test(state) ? 'data' : 'unknown';
}

function byPrismaCode(link: object): DatabaseTrouble | undefined {
  const code = memberOf(link, 'code');
  if (typeof code !== 'string' || !isPrismaCode(code)) return undefined;
  if (AWAY_PRISMA.has(code)) return 'away';
  if (REFUSED_PRISMA.has(code)) return 'refused';
  return DATA_PRISMA.test(code) ? 'data' : undefined;
}

function byKind(link: object): DatabaseTrouble | undefined {
  const kind = memberOf(link, 'kind');
  if (typeof kind !== 'string') return undefined;
  if (AWAY_KIND.has(kind)) return 'away';
  return REFUSED_KIND.has(kind) ? 'refused' : undefined;
}

function byMessage(link: object): DatabaseTrouble | undefined {
  const code = memberOf(link, 'code');
  // A code of the operating system without number or system call: errors lose these on their way through Prisma.
  if (typeof code === 'string' && /^E[A-Z][A-Z_]{2,}$/.test(code) && !code.startsWith('ERR_')) return 'away';
  const message = memberOf(link, 'message');
  return typeof message === 'string' && AWAY_MESSAGE.test(message) ? 'away' : undefined;
}

/** Whether an error is a fault of the program itself, which no retry can repair. */
function isOurs(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  if (error instanceof ConfigurationError || error instanceof InvariantViolation) return true;
  if (error instanceof PoisonMessageError) return true;
  return [TypeError, RangeError, ReferenceError, SyntaxError, URIError, EvalError].some(
    (kind) => error instanceof kind,
  );
}
