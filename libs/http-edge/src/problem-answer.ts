import type { Response } from 'express';
import type { Language, ProblemExtras, ProblemType } from '@scrutin/contracts/problems';
import { problem, PROBLEM_MEDIA_TYPE } from '@scrutin/contracts/problems';
import { SECURITY_HEADERS } from './security-headers.ts';

/**
 * Answers with a problem of the catalogue (RFC 9457) and its status.
 *
 * @param extras additional members. `retry_after_seconds` also becomes the Retry-After header.
 */
export function sendProblem(
  response: Response,
  type: ProblemType,
  language: Language,
  extras?: ProblemExtras & Readonly<Record<string, unknown>>,
): void {
  const body = problem(type, language, extras);
  if (body.retry_after_seconds !== undefined) {
    response.set('Retry-After', String(body.retry_after_seconds));
  }
  // The app may have set others already: those of the admin API are stricter.
  for (const [name, value] of SECURITY_HEADERS) {
    if (!response.hasHeader(name)) response.setHeader(name, value);
  }
  response
    .status(body.status)
    .set({ 'Content-Type': PROBLEM_MEDIA_TYPE, 'Content-Language': language, 'Cache-Control': 'no-store' })
    .send(JSON.stringify(body));
}
