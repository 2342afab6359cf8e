import { languageOf } from '@scrutin/contracts';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger } from '@scrutin/service-runtime';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { sendProblem } from './problem-answer.ts';

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
      response.set('Retry-After', '5');
      sendProblem(response, 'not-ready', language);
    } else {
      logger.error('http.request-failed', { method: request.method, error });
      sendProblem(response, 'internal', language);
    }
  };
}

export const notFoundHandler: RequestHandler = (request, response) => {
  sendProblem(response, 'not-found', languageOf(request.headers['accept-language']));
};

/** For the other methods of a path that exists (RFC 9110, 15.5.6). */
export function methodNotAllowed(...allowed: readonly string[]): RequestHandler {
  return (request, response) => {
    response.set('Allow', allowed.join(', '));
    sendProblem(response, 'method-not-allowed', languageOf(request.headers['accept-language']));
  };
}
