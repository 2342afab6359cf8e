import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

/** The largest body that is read and thrown away after an answer that does not need it. */
const SKIPPED_BYTES = 4_194_304;

/**
 * Prepares for an answer that is sent before the body of its request was read. A body of a known, moderate length is
 * skipped. Otherwise the connection is closed, because what follows on it could not be told from the next request.
 *
 * A client that is still sending when a connection is closed often gets a reset instead of the answer, so closing is the
 * exception. Skipping ends with the timeout of requests.
 */
export function leaveBodyUnread(request: IncomingMessage, response: Response): void {
  if (request.complete) return;
  const isUntouched = request.readableFlowing === null;
  const bytes = Number(request.headers['content-length']);
  if (!(isUntouched && bytes <= SKIPPED_BYTES)) response.set('Connection', 'close');
}
