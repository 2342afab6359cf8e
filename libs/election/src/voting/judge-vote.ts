import type { CatalogueContest } from '../contests/catalogue.ts';
import { windowStateAt } from '../contests/voting-window.ts';
import type { SelectionReason } from './ballot-rules.ts';
import { selectionReason } from './ballot-rules.ts';
import type { Selection } from './selection.ts';

/**
 * Whether a contest takes a vote, without looking at the voter roll. Each refusal has a `reason`, a word of the closed
 * set of rejection reasons.
 */
export type VoteJudgement =
  | { readonly verdict: 'acceptable'; readonly contest: CatalogueContest }
  | { readonly verdict: 'no-contest'; readonly reason: 'unknown-contest' }
  | {
      readonly verdict: 'outside-window';
      readonly reason: 'not-open' | 'closed';
      readonly contest: CatalogueContest;
    }
  | {
      readonly verdict: 'wrong-selection';
      readonly reason: SelectionReason;
      readonly contest: CatalogueContest;
    };

export type VoteRefusal = Exclude<VoteJudgement, { readonly verdict: 'acceptable' }>;

/**
 * Judges a vote that was accepted at `acceptedAtMs` (milliseconds since the epoch): is its contest known, was the
 * contest open at that time (P9), and may a ballot of it say this? The first question that is answered with no gives
 * the reason.
 *
 * The ingestion API asks when a vote arrives, so that the voter can still correct it. The validation worker asks again
 * when the vote is processed. Both get the same answer from the same contest, however late they ask, because only the
 * time of acceptance matters. PostgreSQL decides last: when it settles the vote, votes_not_settled() checks the window,
 * the withdrawals and the candidates once more, as they are at that time.
 */
export function judgeVote(
  contest: CatalogueContest | undefined,
  selection: Selection,
  acceptedAtMs: number,
): VoteJudgement {
  if (contest === undefined) return { verdict: 'no-contest', reason: 'unknown-contest' };
  const state = windowStateAt(contest.window, acceptedAtMs);
  if (state !== 'open') return { verdict: 'outside-window', reason: state, contest };
  const reason = selectionReason(contest.ballot, selection, acceptedAtMs);
  return reason === undefined
    ? { verdict: 'acceptable', contest }
    : { verdict: 'wrong-selection', reason, contest };
}
