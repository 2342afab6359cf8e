import { TransientError } from '@scrutin/service-runtime';
import { ErrorReply } from 'redis';

/**
 * What an error of a pipeline is:
 *
 * - `away`: Redis is not there, starting, full, busy or not the primary just now; the same commands may
 *   succeed by themselves. Connection errors, whatever their code, are never an `ErrorReply`.
 * - `refused`: it is there and will not do this until a person mends a password, a right or a setting.
 * - `unknown`: it answered something that nobody foresaw.
 */
export type RedisTrouble = 'away' | 'refused' | 'unknown';

const AWAY_REPLY =
  /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|OOM|MISCONF|UNKILLABLE|NOQUORUM|INPROG|NOGOODSLAVE)\b|max number of clients reached/;
/** Old servers answer a wrong or missing password with `ERR`. */
const REFUSED_REPLY =
  /^(NOAUTH|WRONGPASS|NOPERM|NOPROTO|DENIED)\b|^ERR (invalid password|AUTH |Client sent AUTH|unknown command)/;

export function troubleOf(error: unknown): RedisTrouble {
  const replies = repliesIn(error);
  if (replies.length === 0) return 'away';
  // A script hands on the reply of the command that failed in it, in a sentence of its own.
  const said = replies.flatMap((reply) => [
    reply,
    /\b(OOM|READONLY|NOPERM|MISCONF|NOREPLICAS)\b.*/.exec(reply)?.[0] ?? '',
  ]);
  if (said.some((reply) => REFUSED_REPLY.test(reply))) return 'refused';
  return said.some((reply) => AWAY_REPLY.test(reply)) ? 'away' : 'unknown';
}

/**
 * The error as callers know it. Also what nobody foresaw is a TransientError: nothing is decided without an
 * answer of Redis, and nothing is lost by asking again.
 */
export function fromRedis(error: unknown): TransientError {
  if (error instanceof TransientError) return error;
  const trouble = troubleOf(error);
  const message =
    trouble === 'away' ? 'Redis is away or busy.' : `Redis refuses: ${repliesIn(error)[0] ?? 'unknown'}`;
  return new TransientError(message, { cause: error });
}

export function isMissingScript(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.startsWith('NOSCRIPT');
}

/** A node of a cluster says that another one has the slot (now, or for this key while it moves). */
export function isRedirection(error: unknown): boolean {
  return error instanceof ErrorReply && /^(MOVED|ASK) /.test(error.message);
}

/** The messages of the error replies in it: its own, or those that node-redis collected of a pipeline. */
export function repliesIn(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  if (error instanceof ErrorReply && !('replies' in error)) return [error.message];
  const { replies, errors, cause } = error as { replies?: unknown; errors?: unknown; cause?: unknown };
  return [replies, errors, cause].flatMap((inner) =>
    (Array.isArray(inner) ? (inner as unknown[]) : [inner]).flatMap((one) => repliesIn(one, depth + 1)),
  );
}
