import { languageOf } from '@scrutin/contracts';
import type { RequestHandler } from 'express';
import { sendProblem } from './problem-answer.ts';

/** Answers 503 in place of `handler` while it is true that nothing may be judged, e.g. as the clock is wrong. */
export function refusedWhile(isTrue: () => boolean, handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (!isTrue()) return handler(request, response, next);
    response.set('Retry-After', '5');
    sendProblem(response, 'not-ready', languageOf(request.headers['accept-language']));
    return undefined;
  };
}
