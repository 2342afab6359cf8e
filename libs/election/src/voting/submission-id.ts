import type { ContestPurpose } from '../contests/purpose.ts';
import { DEFAULT_PURPOSE } from '../contests/purpose.ts';

/**
 * The public identifier of one submission, a UUID (RFC 9562, version 8). It says nothing about the voter, the choice or
 * the time, and it shows by itself that Scrutin issued it:
 *
 *     bits   0-95   random, or derived from an Idempotency-Key (90 bits; version and variant between)
 *     bits  96-127  tag: the first 32 bits of a keyed hash of the first 96; all of them inverted in a rehearsal
 *
 * With the tag, the status endpoint can distinguish a submission that is accepted and not settled yet (queued) from one
 * that never existed (404), without a stored row for each accepted vote.
 */
export type SubmissionId = string & { readonly __brand: 'SubmissionId' };

/** A keyed hash (at least 4 bytes) of the given bytes. Must be the same on every replica. */
export type KeyedTag = (bytes: Uint8Array) => Uint8Array;

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * Issues an identifier.
 *
 * @param entropy at least 12 bytes: random, or derived from an Idempotency-Key
 */
export function issueSubmissionId(
  entropy: Uint8Array,
  tag: KeyedTag,
  purpose: ContestPurpose = DEFAULT_PURPOSE,
): SubmissionId {
  const bytes = new Uint8Array(16);
  bytes.set(entropy.subarray(0, 12));
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  bytes.set(tag(bytes.subarray(0, 12)).subarray(0, 4), 12);
  if (purpose === 'rehearsal') for (let i = 12; i < 16; i++) bytes[i] = ~(bytes[i] ?? 0);
  return format(bytes);
}

/**
 * The purpose of the contest for which Scrutin issued this identifier; undefined if it issued none such. A random guess
 * passes once in two thousand million.
 */
export function purposeOfSubmission(text: string, tag: KeyedTag): ContestPurpose | undefined {
  if (!isSubmissionId(text)) return undefined;
  const bytes = submissionIdBytes(text);
  const expected = tag(bytes.subarray(0, 12));
  const differences = [0, 1, 2, 3].map((i) => (bytes[12 + i] ?? 0) ^ (expected[i] ?? 0));
  if (differences.every((difference) => difference === 0)) return 'real';
  return differences.every((difference) => difference === 0xff) ? 'rehearsal' : undefined;
}

/** Whether Scrutin issued this identifier. */
export function wasIssued(text: string, tag: KeyedTag): text is SubmissionId {
  return purposeOfSubmission(text, tag) !== undefined;
}

/** Whether a text has the form of an identifier. {@link purposeOfSubmission} also checks that Scrutin issued it. */
export function isSubmissionId(text: string): text is SubmissionId {
  return PATTERN.test(text);
}

/**
 * What a claim in Redis keeps of the submission that has it: the first bytes of its id, in hexadecimal digits. Rolls of
 * earlier releases keep all 16. The chance that two of 8 million submissions have the same first 8 is one in 36,000, and
 * PostgreSQL decides about a second vote in any case (P3).
 */
export type SubmissionPrefix = string & { readonly __brand: 'SubmissionPrefix' };

/** The first bytes of an id. @param bytes 8 or 16 */
export function submissionPrefix(id: SubmissionId, bytes: number): SubmissionPrefix {
  return id.replaceAll('-', '').slice(0, 2 * bytes) as SubmissionPrefix;
}

export function submissionIdBytes(id: SubmissionId): Uint8Array {
  const hex = id.replaceAll('-', '');
  const bytes = new Uint8Array(16);
  for (let i = 0; i < 16; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function format(bytes: Uint8Array): SubmissionId {
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += HEX[bytes[i] ?? 0] ?? '';
  }
  return text as SubmissionId;
}
