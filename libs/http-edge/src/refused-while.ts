import type { RequestHandler } from 'express';
import { languageOf } from './language-of.ts';
import { sendProblem } from './problem-answer.ts';

const RETRY_AFTER_S = 5;

/** Answers 503 instead of calling `handler` while `isRefused` is true, for example while the clock is wrong. */
export function refusedWhile(isRefused: () => boolean, handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (!isRefused()) return handler(request, response, next);
    const language = languageOf(request.headers['accept-language']);
    sendProblem(response, 'not-ready', language, { retry_after_seconds: RETRY_AFTER_S });
    return undefined;
  };
}
