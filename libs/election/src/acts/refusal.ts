import { frenchTypography } from '@scrutin/tabulation';
import type { LocalizedText } from '../contests/localized-text.ts';

/**
 * Why an act was refused: a closed set of words.
 *
 * - `not-found`, `already-exists`: the thing does not exist, or exists already.
 * - `state-forbids`: this step or change is not allowed in the present state of the contest.
 * - `invalid`: a value is wrong, or values do not fit each other.
 * - `in-use`: something else refers to the thing.
 * - `outdated`: the change was made from an older version of the contest.
 * - `incomplete`: something that the step needs is missing (candidates, a roll, a published tabulation …).
 */
export const REFUSAL_KINDS = [
  'not-found',
  'already-exists',
  'state-forbids',
  'invalid',
  'in-use',
  'outdated',
  'incomplete',
] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

export interface Refusal {
  readonly ok: false;
  readonly kind: RefusalKind;
  /** What is wrong and what to do, as a sentence for an official. */
  readonly text: LocalizedText;
  /** The English text, which the command line writes. */
  readonly detail: string;
  /** What may go on record of it, if `text` names credentials, which the record of acts never has (P6). */
  readonly onRecord?: LocalizedText;
}

/** The outcome of an act: it was done and is on record, or it was refused and nothing has changed. */
export type ActOutcome<T> = { readonly ok: true; readonly value: T } | Refusal;

/**
 * @param text a sentence for an official, in both languages
 * @param onRecord the same without credentials, if `text` names any
 */
export function refused(kind: RefusalKind, text: LocalizedText, onRecord?: LocalizedText): Refusal {
  const refusal = { ok: false, kind, text: withSpaces(text), detail: text.en } as const;
  return onRecord === undefined ? refusal : { ...refusal, onRecord: withSpaces(onRecord) };
}

function withSpaces(text: LocalizedText): LocalizedText {
  return { ...text, fr: frenchTypography(text.fr) };
}
