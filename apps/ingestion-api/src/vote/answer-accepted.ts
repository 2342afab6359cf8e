import type { Response } from 'express';
import type { Language, Localized } from '@scrutin/contracts/problems';
import { textIn } from '@scrutin/contracts/problems';
import {
  ACCEPTED_MESSAGE,
  ACCEPTED_UNDER_KEY_MESSAGE,
  inRehearsal,
  submissionLocation,
} from '@scrutin/contracts/public';
import type { ContestPurpose, SubmissionId } from '@scrutin/election';
import { SECURITY_HEADERS } from '@scrutin/http-edge';

/**
 * Answers 202 to an accepted vote. The message depends on whether the vote had an Idempotency-Key, and says if the
 * contest is a rehearsal.
 *
 * The JSON and the headers are written by hand because this is the answer to every vote. Only the identifier changes
 * from one answer to the next, so the rest is prepared once, and all headers go to Node in one array. `response.json`
 * with one `setHeader` for each of the security headers took a quarter of the time of a request, and even in one array
 * the security headers that we leave out of JSON answers cost 5 of its 57 µs (docs/PERFORMANCE.md, "What a request
 * costs").
 */
export function answerAccepted(
  response: Response,
  submissionId: SubmissionId,
  kind: keyof typeof PREPARED,
  purpose: ContestPurpose | undefined,
  language: Language,
): void {
  const { headers, before, between, after } = (purpose === 'rehearsal' ? PREPARED_IN_REHEARSAL : PREPARED)[
    kind
  ][language];
  const location = submissionLocation(submissionId);
  response.writeHead(202, ['Location', location, ...headers]);
  response.end(before + submissionId + between + location + after);
}

const ID_LENGTH = 36;
const VARIABLE_LENGTH = ID_LENGTH + submissionLocation('').length + ID_LENGTH;

function prepare(message: Localized, language: Language) {
  const before = '{"request_id":"';
  const between = '","status":"accepted","location":"';
  const after = `","message":${JSON.stringify(textIn(language, message))}}`;
  const headers = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Content-Length', String(Buffer.byteLength(before + between + after) + VARIABLE_LENGTH)],
    ['Content-Language', language],
    ['Cache-Control', 'no-store'],
    ...SECURITY_HEADERS,
  ].flat();
  return { headers, before, between, after };
}

function inBoth(message: Localized) {
  return { fr: prepare(message, 'fr'), en: prepare(message, 'en') };
}

const PREPARED_IN_REHEARSAL = {
  new: inBoth(inRehearsal(ACCEPTED_MESSAGE)),
  keyed: inBoth(inRehearsal(ACCEPTED_UNDER_KEY_MESSAGE)),
};
const PREPARED = { new: inBoth(ACCEPTED_MESSAGE), keyed: inBoth(ACCEPTED_UNDER_KEY_MESSAGE) };
