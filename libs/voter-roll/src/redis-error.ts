import { ErrorReply } from '@redis/client';
import { TransientError } from '@scrutin/service-runtime';

/**
 * The meaning of an error of a pipeline:
 *
 * - `away`: Redis is not reachable, is starting, full or busy, or is not the primary at the moment. The same commands
 *   may succeed later. Connection errors belong here; whatever their code, they are never an `ErrorReply`.
 * - `refused`: Redis will refuse the commands until a person corrects a password, a right or a setting.
 * - `unknown`: Redis gave an answer that this code does not know.
 */
export type RedisTrouble = 'away' | 'refused' | 'unknown';

const AWAY_REPLY =
  /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|OOM|MISCONF|UNKILLABLE|NOQUORUM|INPROG|NOGOODSLAVE)\b|max number of clients reached/;
/** Old servers answer `ERR` to a wrong or missing password. */
const REFUSED_REPLY =
  /^(NOAUTH|WRONGPASS|NOPERM|NOPROTO|DENIED)\b|^ERR (invalid password|AUTH |Client sent AUTH|unknown command)/;

/** Classifies an error of a pipeline. */
export function troubleOf(error: unknown): RedisTrouble {
  const replies = repliesIn(error);
  if (replies.length === 0) return 'away';
  // The error of a script contains the reply of the command that failed in it, within a longer sentence.
  const texts = replies.flatMap((reply) => [
    reply,
    /\b(OOM|READONLY|NOPERM|MISCONF|NOREPLICAS)\b.*/.exec(reply)?.[0] ?? '',
  ]);
  if (texts.some((reply) => REFUSED_REPLY.test(reply))) return 'refused';
  return texts.some((reply) => AWAY_REPLY.test(reply)) ? 'away' : 'unknown';
}

/**
 * The error that callers get. An unknown answer is a TransientError too, because nothing is decided without an answer
 * of Redis, and nothing is lost by trying again.
 */
export function fromRedis(error: unknown): TransientError {
  if (error instanceof TransientError) return error;
  const trouble = troubleOf(error);
  const message =
    trouble === 'away' ? 'Redis is away or busy.' : `Redis refuses: ${repliesIn(error)[0] ?? 'unknown'}`;
  return new TransientError(message, { cause: error });
}

/** Whether Redis answered that it does not know a script. */
export function isMissingScript(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.startsWith('NOSCRIPT');
}

/** Whether a node of a cluster answered that another node has the slot, permanently or while the slot moves. */
export function isRedirection(error: unknown): boolean {
  return error instanceof ErrorReply && /^(MOVED|ASK) /.test(error.message);
}

/** The messages of the error replies in an error: its own, or those that node-redis collected from a pipeline. */
export function repliesIn(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  if (error instanceof ErrorReply && !('replies' in error)) return [error.message];
  const { replies, errors, cause } = error as { replies?: unknown; errors?: unknown; cause?: unknown };
  return [replies, errors, cause].flatMap((inner) =>
    (Array.isArray(inner) ? (inner as unknown[]) : [inner]).flatMap((one) => repliesIn(one, depth + 1)),
  );
}
