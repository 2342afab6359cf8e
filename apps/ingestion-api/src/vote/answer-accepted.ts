import { ACCEPTED_MESSAGE } from '@scrutin/contracts';
import type { Language } from '@scrutin/contracts';
import type { SubmissionId } from '@scrutin/election';
import { SECURITY_HEADERS } from '@scrutin/http-edge';
import type { Response } from 'express';

/**
 * The 202 of an accepted vote. Everything but the id is the same each time and made once, and all headers
 * go to Node in one array: `response.json` and a `setHeader` per security header cost a quarter of the
 * request (docs/PERFORMANCE.md).
 */
export function answerAccepted(response: Response, submissionId: SubmissionId, language: Language): void {
  const { headers, before, after } = PREPARED[language];
  response.writeHead(202, ['Location', `/api/v1/submissions/${submissionId}`, ...headers]);
  response.end(before + submissionId + after);
}

const ID_LENGTH = 36;

function prepare(language: Language) {
  const before = '{"request_id":"';
  const after = `","status":"accepted","message":${JSON.stringify(ACCEPTED_MESSAGE[language])}}`;
  const headers = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Content-Length', String(Buffer.byteLength(before + after) + ID_LENGTH)],
    ['Content-Language', language],
    ['Cache-Control', 'no-store'],
    ...SECURITY_HEADERS,
  ].flat();
  return { headers, before, after };
}

const PREPARED = { fr: prepare('fr'), en: prepare('en') };
