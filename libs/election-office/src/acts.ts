/** Who does something: an official by the admin API, or whoever has the command line. Stays on record. */
export interface Actor {
  /** Absent for the command line. */
  readonly officialId?: string;
  /** E-mail address of the official, or `command line: USER`. */
  readonly name: string;
}

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

/** An entry of the record of acts (`admin_audit`), which is append-only. */
export interface RecordedAct {
  readonly id: bigint;
  readonly atMs: number;
  readonly officialId: string | undefined;
  readonly actor: string;
  /** `noun.verb`, e.g. `election.create`, `law.extend`, `session.open`. */
  readonly action: string;
  /**
   * What it was done to: `region:ID`, `party:CODE`, `official:EMAIL`, `law:ID`, `election:ID`, and below it
   * `election:ID:REGION` (races and their counts) and `election:ID:REGION:CANDIDATE`.
   */
  readonly subject: string;
  readonly reason: string | undefined;
  /** The record before and after, as JSON; undefined where there was or is none. Never a password or a token. */
  readonly before: unknown;
  readonly after: unknown;
}
