import type { RequestHandler } from 'express';
import { languageOf } from './language-of.ts';
import { sendNotReady } from './not-ready.ts';
import { leaveBodyUnread } from './unread-body.ts';

/** Answers 503 instead of calling `handler` while `isRefused` is true, for example while the clock is wrong. */
export function refusedWhile(isRefused: () => boolean, handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (!isRefused()) return handler(request, response, next);
    leaveBodyUnread(request, response);
    sendNotReady(response, languageOf(request.headers['accept-language']));
    return undefined;
  };
}
