/**
 * The outcome of a count, as plain JSON: numbers of votes are decimal texts (`"744.00000"`), never
 * floating point. It can be stored and shown as it is.
 */
export type TabulationResult = TabulationComplete | TabulationAwaitsLot | TabulationRefused;

export interface TabulationComplete {
  readonly status: 'complete';
  /** The rule set, as `parseRuleSet` reads it. */
  readonly rules: string;
  readonly seats: number;
  /** Ballots given, blank ones included. */
  readonly ballots: string;
  /** In the order of their election. */
  readonly winners: readonly string[];
  readonly rounds: readonly Round[];
  /** Only for the rule set `referendum`. */
  readonly referendum?: ReferendumOutcome;
}

/**
 * The rules leave a tie to a lot (or to an official) whose outcome was not given. Draw it, add it to the
 * rule set (`lot=` or `decisions=`), and count again.
 */
export interface TabulationAwaitsLot {
  readonly status: 'awaits-lot';
  readonly rules: string;
  readonly seats: number;
  readonly ballots: string;
  readonly tie: UnresolvedTie;
  /** The rounds completed before the tie. */
  readonly rounds: readonly Round[];
  /** The round of the tie: its votes, and what was decided before the tie came up. */
  readonly openRound: Round;
}

/** Nothing was counted. */
export interface TabulationRefused {
  readonly status: 'refused';
  readonly reason: RefusalReason;
  /** What exactly, for people. */
  readonly detail: string;
}

export const REFUSAL_REASONS = [
  'no-candidates',
  'duplicate-candidate',
  'unknown-candidate',
  'invalid-seats',
  'invalid-ballot-count',
  'too-many-ballots',
  'invalid-packed-ballots',
  'rules-do-not-fit',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Why a ballot, or a part of its value, counts for nobody in a round. */
export const INACTIVE_CAUSES = [
  'undervotes',
  'exhaustedChoices',
  'overvotes',
  'skippedRankings',
  'repeatedRankings',
  'finalRoundSurplus',
  'residualSurplus',
] as const;
export type InactiveCause = (typeof INACTIVE_CAUSES)[number];

/**
 * One round (or stage). First the votes as they stand (`tally`, `inactive`), then what is decided on
 * them (`elected`, `eliminated`, `ties`), then the transfers that lead to the next round. At every round
 * the tallies and the inactive ballots add up to the ballots of the contest.
 */
export interface Round {
  /** 1, except in multi-pass IRV: one pass for each seat. */
  readonly pass: number;
  /** From 1, in each pass. */
  readonly number: number;
  /** Votes of each candidate who is continuing or elected. */
  readonly tally: Readonly<Record<string, string>>;
  /** What elects in this round; absent where a rule has no such number. */
  readonly threshold?: string;
  readonly inactive: Readonly<Record<InactiveCause, string>>;
  readonly elected: readonly Election[];
  readonly eliminated: readonly Elimination[];
  readonly transfers: readonly Transfer[];
  readonly ties: readonly BrokenTie[];
  /** Only under Meek's method: the share of each vote that a candidate keeps. */
  readonly keepFactors?: Readonly<Record<string, string>>;
}

export type ElectionReason =
  'reached-threshold' | 'most-votes' | 'as-many-candidates-as-seats' | 'won-tie' | 'all-above-threshold';

export interface Election {
  readonly candidate: string;
  readonly reason: ElectionReason;
}

export type EliminationReason =
  'fewest-votes' | 'lost-tie' | 'cannot-win' | 'below-cutoff' | 'undeclared-write-ins' | 'not-elected';

export interface Elimination {
  readonly candidate: string;
  readonly reason: EliminationReason;
}

/** The key of `Transfer.to` for votes that no continuing candidate receives. */
export const TO_EXHAUSTED = '#exhausted';
/** The key of `Transfer.to` for what the arithmetic of the rule cannot transfer. */
export const TO_RESIDUAL = '#residual surplus';

/** Votes that leave one candidate: the surplus of an elected one, or all those of an eliminated one. */
export interface Transfer {
  readonly from: string;
  readonly kind: 'surplus' | 'elimination';
  /** Receiving candidate, or {@link TO_EXHAUSTED} or {@link TO_RESIDUAL}, with the votes received. */
  readonly to: Readonly<Record<string, string>>;
}

export type TiePurpose = 'elect' | 'eliminate' | 'transfer-first';

/** How a tie was broken; `among` names those still tied when the last means was used. */
export type TieMethod =
  | { readonly kind: 'earlier-round'; readonly round: number }
  | { readonly kind: 'order'; readonly among: readonly string[] }
  | { readonly kind: 'lot'; readonly among: readonly string[] }
  | { readonly kind: 'decision'; readonly among: readonly string[] }
  | { readonly kind: 'seeded-draw'; readonly seed: string; readonly among: readonly string[] }
  | { readonly kind: 'seeded-order'; readonly seed: string; readonly among: readonly string[] };

export interface BrokenTie {
  readonly purpose: TiePurpose;
  readonly candidates: readonly string[];
  readonly chosen: string;
  readonly method: TieMethod;
}

export interface UnresolvedTie {
  readonly purpose: TiePurpose;
  readonly candidates: readonly string[];
}

/** `tied`, when as many voted for as against and a simple majority decides. */
export type ReferendumVerdict = 'adopted' | 'rejected' | 'tied' | 'quorum-not-met';

export interface ReferendumOutcome {
  readonly verdict: ReferendumVerdict;
  /** Votes that the first option needs to be adopted. */
  readonly required: string;
  /** Ballots that the quorum needs, when the rules have one. */
  readonly quorum?: string;
}
