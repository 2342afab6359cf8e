import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';

/** Answers with a problem that has only a status and its title (RFC 9457, 4.2.1). It is meant for programs. */
export function sendPlainProblem(response: Response, status: 404 | 405 | 500 | 503): void {
  response
    .status(status)
    .set({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    .send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status }));
}
