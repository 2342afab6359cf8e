import { languageOf } from '@scrutin/contracts';
import type { ProblemType } from '@scrutin/contracts';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger } from '@scrutin/service-runtime';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { sendProblem } from './problem-answer.ts';

/** What `express.json` says of a body it cannot read (its `type` property), as problems of the catalogue. */
const BODY_PROBLEMS: Readonly<Record<string, ProblemType>> = {
  'entity.too.large': 'payload-too-large',
  'entity.parse.failed': 'malformed',
  'entity.verify.failed': 'malformed',
  'request.aborted': 'malformed',
  'request.size.invalid': 'malformed',
  'stream.encoding.set': 'malformed',
  'charset.unsupported': 'unsupported-media-type',
  'encoding.unsupported': 'unsupported-media-type',
};

/** Everything that a handler rejects with ends here. Only the unexpected is logged, without the body (P6). */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const language = languageOf(request.headers['accept-language']);
    const known = BODY_PROBLEMS[bodyErrorType(error)];
    if (known !== undefined) sendProblem(response, known, language);
    else if (error instanceof URIError) sendProblem(response, 'not-found', language);
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

function bodyErrorType(error: unknown): string {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  return typeof type === 'string' ? type : '';
}
