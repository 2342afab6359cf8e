/**
 * Why an act was not done. A closed set; `detail` says in one English sentence what exactly and what to do.
 *
 * - `not-found`, `already-exists`: the thing itself.
 * - `state-forbids`: the contest is in a state in which this step or change may not be.
 * - `invalid`: a value, or values that do not fit each other.
 * - `in-use`: something else refers to it.
 * - `incomplete`: what the step needs is not all there (candidates, a roll, a published tabulation …).
 */
export const REFUSAL_KINDS = [
  'not-found',
  'already-exists',
  'state-forbids',
  'invalid',
  'in-use',
  'incomplete',
] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

export interface Refusal {
  readonly ok: false;
  readonly kind: RefusalKind;
  readonly detail: string;
}

/** What became of an act: done and on record, or refused with nothing changed. */
export type ActOutcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export function refused(kind: RefusalKind, detail: string): Refusal {
  return { ok: false, kind, detail };
}
