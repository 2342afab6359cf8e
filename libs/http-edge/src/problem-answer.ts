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

/**
 * Prepares the answer with a problem that is always the same. It costs a fraction of {@link sendProblem}, because the
 * text exists already and all headers go to Node in one array. It is for answers that may be needed many thousand times
 * a second.
 */
export function preparedProblem(
  type: ProblemType,
  language: Language,
  extras?: ProblemExtras,
): (response: Response) => void {
  const body = problem(type, language, extras);
  const text = JSON.stringify(body);
  const headers = [
    ['Content-Type', `${PROBLEM_MEDIA_TYPE}; charset=utf-8`],
    ['Content-Length', String(Buffer.byteLength(text))],
    ['Content-Language', language],
    ['Cache-Control', 'no-store'],
    ...(body.retry_after_seconds === undefined ? [] : [['Retry-After', String(body.retry_after_seconds)]]),
    ...SECURITY_HEADERS,
  ].flat();
  return (response) => {
    response.writeHead(body.status, headers).end(text);
  };
}
