import { PoisonMessageError, TransientError } from '@scrutin/service-runtime';

/**
 * SQLSTATEs after which the same statement may succeed: class 08 (connection), 40 (serialization failure,
 * deadlock), 53 (too many connections, out of memory), 57 (shutdown, crash, cannot connect now, query
 * cancelled), 55P03 (lock not available), 25006 (a standby that was promoted elsewhere).
 */
const TRANSIENT_STATE = /^(?:08|40|53|57)|^(?:55P03|25006)$/;

/** Errors of Node's sockets and of Prisma's and pg's connecting, none of which has an SQLSTATE. */
const TRANSIENT_CODE = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
    'ETIMEDOUT',
  ],
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'],
]);

const TRANSIENT_KIND = new Set([
  ...[
    'DatabaseNotReachable',
    'ConnectionClosed',
    'SocketTimeout',
    'TooManyConnections',
    'TransactionWriteConflict',
  ],
]);

const TRANSIENT_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end/;

/** The error as services know it: TransientError when the same call may succeed later, else as it is. */
export function fromDatabase(error: unknown, operation: string): unknown {
  if (!isTransient(error)) return error;
  // P2028: Prisma's transaction could not begin, or was over before all of it was done, within the time it had.
  const why = memberOf(error, 'code') === 'P2028' ? ': its transaction ran out of time' : '';
  return new TransientError(`The database could not do ${operation}${why}.`, { cause: error });
}

/**
 * SQLSTATEs that are about the values in a statement: class 22 (out of range, malformed) and the constraint
 * violations of class 23. 23000 itself is not among them: it is what the append-only guards raise, a promise
 * of ours that was about to be broken (P4).
 */
const DATA_STATE = /^(?:22|23(?!000))[0-9A-Z]{3}$/;

/**
 * A PoisonMessageError when what a message held can never be written; undefined when it is anything else.
 * P6: its message gives the SQLSTATE and the name of the constraint. Whatever else PostgreSQL says may hold
 * the row, and stays in the cause.
 */
export function refusedData(error: unknown, operation: string): PoisonMessageError | undefined {
  const answer = answerOf(error);
  if (answer === undefined || !DATA_STATE.test(answer.state)) return undefined;
  const constraint = answer.constraint === undefined ? '' : `, constraint ${answer.constraint}`;
  return new PoisonMessageError(`The database refuses it in ${operation}: ${answer.state}${constraint}`, {
    cause: error,
  });
}

/** What Prisma's adapter keeps of PostgreSQL's answer to a raw query; a check's name is only in the text. */
function answerOf(error: unknown): { state: string; constraint: string | undefined } | undefined {
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

function isTransient(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 6) return false;
  const { code, originalCode, kind, message, meta, cause, driverAdapterError } = error as Record<
    string,
    unknown
  >;
  for (const state of [code, originalCode]) {
    if (typeof state !== 'string') continue;
    if (TRANSIENT_CODE.has(state) || (state.length === 5 && TRANSIENT_STATE.test(state))) return true;
  }
  if (typeof kind === 'string' && TRANSIENT_KIND.has(kind)) return true;
  if (typeof message === 'string' && TRANSIENT_MESSAGE.test(message)) return true;
  return [meta, cause, driverAdapterError].some((inner) => isTransient(inner, depth + 1));
}
