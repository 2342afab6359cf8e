import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Localized } from '@scrutin/contracts/problems';
import type { Logger } from '@scrutin/service-runtime';
import { TransientError } from '@scrutin/service-runtime';
import { languageOf } from './language-of.ts';
import { sendNotReady } from './not-ready.ts';
import { sendProblem } from './problem-answer.ts';
import { leaveBodyUnread } from './unread-body.ts';

/**
 * Answers the errors of handlers: 404 for a path that cannot be decoded, 503 for a TransientError, and 500 for anything
 * else. Only the last is logged, without the body of the request (P6).
 */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const language = languageOf(request.headers['accept-language']);
    if (error instanceof URIError) sendProblem(response, 'not-found', language);
    else if (error instanceof TransientError) sendNotReady(response, language);
    else {
      logger.error('http.request-failed', { method: request.method, error });
      sendProblem(response, 'internal', language);
    }
  };
}

/** Answers 404 to requests that no route has answered. */
export const notFoundHandler: RequestHandler = (request, response) => {
  sendProblem(response, 'not-found', languageOf(request.headers['accept-language']));
};

/**
 * Answers 405 to the other methods of a path (RFC 9110, 15.5.6).
 *
 * @param detail replaces the usual text, if more can be said
 */
export function methodNotAllowed(allowed: readonly string[], detail?: Localized): RequestHandler {
  return (request, response) => {
    const language = languageOf(request.headers['accept-language']);
    response.set('Allow', allowed.join(', '));
    leaveBodyUnread(request, response);
    sendProblem(
      response,
      'method-not-allowed',
      language,
      detail === undefined ? {} : { detail: detail[language] },
    );
  };
}
