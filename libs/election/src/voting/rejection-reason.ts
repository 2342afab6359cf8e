/**
 * Why a submission is not counted. A closed set: HTTP answers, queue messages, audit rows and the labels of metrics use
 * the same words.
 */
export const REJECTION_REASONS = [
  'malformed',
  'unknown-contest',
  'not-open',
  'closed',
  'unknown-credential',
  'wrong-region',
  'invalid-selection',
  'unknown-candidate',
  'withdrawn-candidate',
  'repeated-candidate',
  'too-many-ranks',
  'ranking-not-allowed',
  'blank-not-allowed',
  'already-voted',
  'void-credential',
  'rate-limited',
] as const;

export type RejectionReason = (typeof REJECTION_REASONS)[number];

const known: ReadonlySet<string> = new Set(REJECTION_REASONS);

export function isRejectionReason(word: string): word is RejectionReason {
  return known.has(word);
}
