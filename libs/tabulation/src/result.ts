import type { LocalizedText } from './localized-text.ts';
/**
 * The result of a count as plain JSON, which can be stored and shown unchanged. Numbers of votes are decimal texts
 * (`"744.00000"`), never floating point.
 */
export type TabulationResult = TabulationComplete | TabulationAwaitsLot | TabulationRefused;

/** A complete count. */
export interface TabulationComplete {
  readonly status: 'complete';
  /** The rule set, as `parseRuleSet` reads it. */
  readonly rules: string;
  readonly seats: number;
  /** The number of ballots, including blank ones. */
  readonly ballots: string;
  /** Identifiers, in the order of election. */
  readonly winners: readonly string[];
  readonly rounds: readonly Round[];
  /** Those of the winners who are elected without a vote, if there are any. Only `tabulateRace` has them. */
  readonly acclaimed?: readonly string[];
  /** Only for the rule set `referendum`. */
  readonly referendum?: ReferendumOutcome;
}

/**
 * The count stopped at a tie that the rules leave to a lot or to an official, and the rule set does not contain the
 * outcome. Draw the lot, put it on record or add it to the rule set (`lot=` or `decisions=`), and count again.
 */
export interface TabulationAwaitsLot {
  readonly status: 'awaits-lot';
  readonly rules: string;
  readonly seats: number;
  readonly ballots: string;
  readonly tie: UnresolvedTie;
  /** The rounds completed before the tie. */
  readonly rounds: readonly Round[];
  /** The round of the tie: its votes, and what was decided before the tie. */
  readonly openRound: Round;
}

/** Nothing was counted, because the contest or the rules are not valid. */
interface TabulationRefused {
  readonly status: 'refused';
  readonly reason: RefusalReason;
  /** The details, for people to read, in words that complete a sentence. */
  readonly detail: LocalizedText;
}

/** Why a contest cannot be counted. */
export type RefusalReason =
  | 'no-candidates'
  | 'duplicate-candidate'
  | 'unknown-candidate'
  | 'invalid-seats'
  | 'invalid-ballot-count'
  | 'too-many-ballots'
  | 'invalid-packed-ballots'
  | 'rules-do-not-fit';

/** The reasons for which a ballot, or a part of its value, counts for nobody in a round. */
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
 * One round (or stage): the votes at its beginning (`tally`, `inactive`), what is decided by them (`elected`,
 * `eliminated`, `ties`), and the transfers that lead to the next round. In every round, the tallies and the inactive
 * ballots add up to the ballots of the contest.
 */
export interface Round {
  /** Always 1, except in multi-pass IRV, which has one pass for each seat. */
  readonly pass: number;
  /** Counted from 1 in each pass. */
  readonly number: number;
  /** The votes of each candidate who is continuing or elected, by identifier. */
  readonly tally: Readonly<Record<string, string>>;
  /** The votes that elect a candidate in this round. Rules without such a number leave it out. */
  readonly threshold?: string;
  readonly inactive: Readonly<Record<InactiveCause, string>>;
  readonly elected: readonly Election[];
  readonly eliminated: readonly Elimination[];
  readonly transfers: readonly Transfer[];
  readonly ties: readonly BrokenTie[];
  /** Only in Meek's method: the share of each vote that a candidate keeps. */
  readonly keepFactors?: Readonly<Record<string, string>>;
  /** Only in the last round of a race with seats that nobody takes. */
  readonly vacancy?: Vacancy;
}

/** Why a candidate is elected. */
export const ELECTION_REASONS = [
  'reached-threshold',
  'most-votes',
  'as-many-candidates-as-seats',
  'won-tie',
  'all-above-threshold',
  'acclaimed',
] as const;
export type ElectionReason = (typeof ELECTION_REASONS)[number];

/** Why seats stay vacant. */
export const VACANCY_REASONS = ['no-candidates', 'too-few-candidates', 'no-ballots', 'no-votes'] as const;

/** Seats that stay vacant after the last round of a race. */
export interface Vacancy {
  readonly seats: number;
  readonly reason: (typeof VACANCY_REASONS)[number];
}

/** The election of a candidate in a round. */
export interface Election {
  readonly candidate: string;
  readonly reason: ElectionReason;
}

/** Why a candidate is eliminated. */
export const ELIMINATION_REASONS = [
  'fewest-votes',
  'lost-tie',
  'cannot-win',
  'below-cutoff',
  'undeclared-write-ins',
  'not-elected',
] as const;
export type EliminationReason = (typeof ELIMINATION_REASONS)[number];

/** The elimination of a candidate in a round. */
export interface Elimination {
  readonly candidate: string;
  readonly reason: EliminationReason;
}

/** The key of `Transfer.to` for votes that no continuing candidate receives. */
export const TO_EXHAUSTED = '#exhausted';
/** The key of `Transfer.to` for what is lost to the rounding that the rule prescribes. */
export const TO_RESIDUAL = '#residual surplus';

/** Votes that leave one candidate: the surplus of an elected candidate, or all votes of an eliminated one. */
export interface Transfer {
  readonly from: string;
  readonly kind: 'surplus' | 'elimination';
  /** The votes received, by receiving candidate, {@link TO_EXHAUSTED} or {@link TO_RESIDUAL}. */
  readonly to: Readonly<Record<string, string>>;
}

/** What a tied candidate is chosen for. */
export const TIE_PURPOSES = ['elect', 'eliminate', 'transfer-first'] as const;
export type TiePurpose = (typeof TIE_PURPOSES)[number];

/** How a tie was broken. `among` lists the candidates who were still tied when this method decided. */
export type TieMethod =
  | { readonly kind: 'earlier-round'; readonly round: number }
  | { readonly kind: 'order'; readonly among: readonly string[] }
  /** The order of the ballot, which everybody knew beforehand: nobody drew it. */
  | { readonly kind: 'ballot-order'; readonly among: readonly string[] }
  | { readonly kind: 'lot'; readonly among: readonly string[] }
  | { readonly kind: 'decision'; readonly among: readonly string[] }
  | { readonly kind: 'seeded-draw'; readonly seed: string; readonly among: readonly string[] }
  | { readonly kind: 'seeded-order'; readonly seed: string; readonly among: readonly string[] };

/** A tie between candidates, with the chosen one and the method that decided. Candidates are identifiers. */
export interface BrokenTie {
  readonly purpose: TiePurpose;
  readonly candidates: readonly string[];
  readonly chosen: string;
  readonly method: TieMethod;
}

/** A tie that needs a lot. Candidates are identifiers. */
export interface UnresolvedTie {
  readonly purpose: TiePurpose;
  /** Everybody who has the same number of votes. */
  readonly candidates: readonly string[];
  /** Those between whom the lot is drawn: earlier rounds may have separated the others. */
  readonly among: readonly string[];
}

/** `tied` means that a simple majority decides and that as many voted for the proposal as against it. */
export const REFERENDUM_VERDICTS = ['adopted', 'rejected', 'tied', 'quorum-not-met'] as const;
export type ReferendumVerdict = (typeof REFERENDUM_VERDICTS)[number];

/** The outcome of a referendum. Numbers are decimal texts. */
export interface ReferendumOutcome {
  readonly verdict: ReferendumVerdict;
  /** The votes that the proposal needs to be adopted. */
  readonly required: string;
  /** The ballots that the quorum needs, when the rules have a quorum. */
  readonly quorum?: string;
}
