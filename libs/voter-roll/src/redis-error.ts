import { ErrorReply } from 'redis';

/**
 * Replies of a Redis that is starting, full, busy or not the primary just now. Connection errors are
 * never an `ErrorReply`; every one of them is transient.
 */
const TRANSIENT_REPLY =
  /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|OOM|MISCONF|UNKILLABLE)\b/;

export function isTransient(error: unknown): boolean {
  return !(error instanceof ErrorReply) || TRANSIENT_REPLY.test(error.message);
}

export function isMissingScript(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.startsWith('NOSCRIPT');
}

/** A node of a cluster says that another one has the slot (now, or for this key while it moves). */
export function isRedirection(error: unknown): boolean {
  return error instanceof ErrorReply && /^(MOVED|ASK) /.test(error.message);
}
