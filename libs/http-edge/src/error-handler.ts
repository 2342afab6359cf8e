import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Localized } from '@scrutin/contracts/problems';
import type { Logger } from '@scrutin/service-runtime';
import { TransientError } from '@scrutin/service-runtime';
import { languageOf } from './language-of.ts';
import { sendProblem } from './problem-answer.ts';

const RETRY_AFTER_S = 5;

/** Everything that a handler rejects with ends here. Only the unexpected is logged, without the body (P6). */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const language = languageOf(request.headers['accept-language']);
    if (error instanceof URIError) sendProblem(response, 'not-found', language);
    else if (error instanceof TransientError) {
      sendProblem(response, 'not-ready', language, { retry_after_seconds: RETRY_AFTER_S });
    } else {
      logger.error('http.request-failed', { method: request.method, error });
      sendProblem(response, 'internal', language);
    }
  };
}

export const notFoundHandler: RequestHandler = (request, response) => {
  sendProblem(response, 'not-found', languageOf(request.headers['accept-language']));
};

/**
 * For the other methods of a path that exists (RFC 9110, 15.5.6).
 *
 * @param detail says more than the catalogue's text where one can be of use
 */
export function methodNotAllowed(allowed: readonly string[], detail?: Localized): RequestHandler {
  return (request, response) => {
    const language = languageOf(request.headers['accept-language']);
    response.set('Allow', allowed.join(', '));
    if (!request.complete) response.set('Connection', 'close'); // a body that is not read would be taken for a request
    sendProblem(
      response,
      'method-not-allowed',
      language,
      detail === undefined ? {} : { detail: detail[language] },
    );
  };
}
