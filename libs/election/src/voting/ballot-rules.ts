import type { BlankVotes } from '../contests/blank-votes.ts';
import type { RejectionReason } from './rejection-reason.ts';
import type { Selection } from './selection.ts';
import { BLANK_SELECTION, isLawOption, rankingOf } from './selection.ts';

export const VOTING_METHODS = ['single_choice', 'ranked_choice'] as const;
export type VotingMethod = (typeof VOTING_METHODS)[number];

/** The candidates of a race, by identifier. */
export type Candidacies = ReadonlyMap<string, Candidacy>;

export interface Candidacy {
  /**
   * Milliseconds since the epoch; undefined for a candidate who has not withdrawn. Ballots that were accepted before it
   * stay unchanged.
   */
  readonly withdrawnAtMs: number | undefined;
}

/** The selections that a contest takes. */
export type BallotRules =
  | { readonly kind: 'law'; readonly blankVotes: BlankVotes }
  | {
      readonly kind: 'race';
      readonly blankVotes: BlankVotes;
      readonly method: VotingMethod;
      /** 1 for a single choice. A voter may always rank fewer. */
      readonly maxRanks: number;
      readonly candidacies: Candidacies;
    };

/** The most characters of a selection. A race whose rankings could be longer cannot be configured. */
export const LONGEST_SELECTION = 2_000;

/** Why a contest does not take a selection. */
export type SelectionReason = Extract<
  RejectionReason,
  | 'invalid-selection'
  | 'unknown-candidate'
  | 'withdrawn-candidate'
  | 'repeated-candidate'
  | 'too-many-ranks'
  | 'ranking-not-allowed'
  | 'blank-not-allowed'
>;

/**
 * Why a contest with these rules does not take a selection that was accepted at `acceptedAtMs`; undefined if it does. A
 * single candidate is a valid ranking of one. The time of acceptance decides whether a candidate had withdrawn, as it
 * does for the window (P9), so that the answer is the same however often and however late this is asked.
 */
export function selectionReason(
  rules: BallotRules,
  selection: Selection,
  acceptedAtMs: number,
): SelectionReason | undefined {
  if (selection === BLANK_SELECTION) {
    return rules.blankVotes === 'allowed' ? undefined : 'blank-not-allowed';
  }
  if (rules.kind === 'law') return isLawOption(selection) ? undefined : 'invalid-selection';
  if (selection === '' || selection.length > LONGEST_SELECTION) return 'invalid-selection';
  const ranking = rankingOf(selection);
  if (ranking.length > 1 && rules.method === 'single_choice') return 'ranking-not-allowed';
  if (new Set(ranking).size < ranking.length) return 'repeated-candidate';
  if (ranking.length > rules.maxRanks) return 'too-many-ranks';
  for (const candidateId of ranking) {
    const candidacy = rules.candidacies.get(candidateId);
    if (candidacy === undefined) return 'unknown-candidate';
    const { withdrawnAtMs } = candidacy;
    if (withdrawnAtMs !== undefined && withdrawnAtMs <= acceptedAtMs) return 'withdrawn-candidate';
  }
  return undefined;
}
