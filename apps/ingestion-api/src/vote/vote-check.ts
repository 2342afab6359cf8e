import type { Language, ProblemExtras, ProblemType } from '@scrutin/contracts/problems';
import { outsideWindow } from '@scrutin/contracts/problems';
import type { SelectionReason, VoteRefusal } from '@scrutin/election';
import { DEFAULT_TIME_ZONE } from '@scrutin/election';
import { RETRY_AFTER_S } from '@scrutin/http-edge';
import type { CheckedVote } from './submission-of-vote.ts';

/** A problem of the catalogue with which one vote is refused, and its additional members. */
export interface VoteProblem {
  readonly type: ProblemType;
  readonly extras?: ProblemExtras;
}

/** A vote that its contest takes, or the problem with which it is refused. */
export type VoteCheck =
  | { readonly ok: true; readonly checked: CheckedVote }
  | { readonly ok: false; readonly problem: VoteProblem };

/**
 * Checks the body of one vote at the time of its acceptance. It is a function of no request, so every way to cast a vote
 * uses the same one. The answer is not a promise if the catalogue in memory was enough, which is nearly always so.
 *
 * @param body a JSON value as it was read
 * @param acceptedAtMs milliseconds since the epoch (P9)
 * @param language of the texts in a problem
 */
export type CheckVote = (
  body: unknown,
  acceptedAtMs: number,
  language: Language,
) => VoteCheck | Promise<VoteCheck>;

/** What the problem of a wrong selection contains in addition to the reason. */
export interface SelectionDetails {
  readonly errors: NonNullable<ProblemExtras['errors']>;
  readonly field?: string;
  readonly max_ranks?: number;
}

/** The vote with this problem is not submitted. */
export function refused(type: ProblemType, extras?: ProblemExtras): VoteCheck {
  return { ok: false, problem: extras === undefined ? { type } : { type, extras } };
}

/** This process cannot hash the vote now, because its pepper is not the one of the roll. Another replica may. */
export const NOT_READY = refused('not-ready', { retry_after_seconds: RETRY_AFTER_S });

/**
 * Refuses a vote as unknown (404) or outside the window of its contest (409, with the window), and otherwise with the
 * reason why the contest does not take the selection.
 */
export function refusedBy(
  refusal: VoteRefusal,
  language: Language,
  details: SelectionDetails = { errors: [] },
): VoteCheck {
  switch (refusal.verdict) {
    case 'no-contest':
      return refused(refusal.reason);
    case 'outside-window': {
      const { window, timeZone = DEFAULT_TIME_ZONE } = refusal.contest;
      return refused(refusal.reason, outsideWindow(refusal.reason, window, timeZone, language));
    }
    case 'wrong-selection':
      return refused(SELECTION_PROBLEM[refusal.reason], details);
  }
}

/** The schema of the body already refuses every `invalid-selection`, so its row here is not expected to be used. */
const SELECTION_PROBLEM = {
  'invalid-selection': 'malformed',
  'unknown-candidate': 'unknown-candidate',
  'withdrawn-candidate': 'withdrawn-candidate',
  'repeated-candidate': 'repeated-candidate',
  'too-many-ranks': 'too-many-ranks',
  'ranking-not-allowed': 'ranking-not-allowed',
  'blank-not-allowed': 'blank-not-allowed',
} as const satisfies Record<SelectionReason, ProblemType>;
