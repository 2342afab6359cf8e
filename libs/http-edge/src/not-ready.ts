import type { Response } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { sendProblem } from './problem-answer.ts';

/** When a client should repeat a request that this process cannot handle now, in seconds. */
export const RETRY_AFTER_S = 5;

/**
 * Answers 503 because this process cannot handle the request now: a service that it needs is unavailable, or its clock
 * or its pepper is wrong. Another replica may handle it, or this one later.
 */
export function sendNotReady(response: Response, language: Language): void {
  sendProblem(response, 'not-ready', language, { retry_after_seconds: RETRY_AFTER_S });
}
