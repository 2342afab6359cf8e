import type { Share } from './share.ts';

/**
 * A rule set is a plain value in which every option is explicit. Its `rule` names the law, the publication or the
 * program version that it follows. A rule set whose meaning changes gets a new name, so that a stored result can always
 * be counted again by the rules that it names (P8).
 */
export type RuleSet =
  PluralityRules | ReferendumRules | IrvRules | RctabRules | ScottishStvRules | WigmPrfRules | MeekPrfRules;

export type RuleName = RuleSet['rule'];

/**
 * The outcomes of the lots that a law asks for. A tie that needs a lot, when neither `lot` nor `order` decides it, ends
 * the count in `awaits-lot`.
 */
export interface LotRules {
  /** On whom each lot fell, in the order in which they were drawn during the count. */
  readonly lot: readonly string[];
  /**
   * An order of all candidates that was drawn beforehand, for the ties after the last entry of `lot`. The earliest of
   * the tied candidates is elected or transfers first; the latest is eliminated.
   */
  readonly order: readonly string[];
}

/** Only first choices count, and the candidates with the most votes take the seats. */
export interface PluralityRules extends LotRules {
  readonly rule: 'plurality';
}

/** One candidate of the contest is the proposal, and votes for any other candidate are votes against it. */
export interface ReferendumRules {
  readonly rule: 'referendum';
  /** The identifier of the proposal; the default is `oui`. */
  readonly proposal: string;
  /** The share of the base that adopts the proposal. */
  readonly threshold: Share;
  readonly comparison: 'more-than' | 'at-least';
  /** What the threshold is a share of: the valid votes, the ballots cast, or the registered electors. */
  readonly base: 'valid' | 'cast' | 'electors';
  /** The share of the electors who must cast a ballot; `0%` means that there is no quorum. */
  readonly quorum: Share;
  /** The number of registered electors. The quorum and the base `electors` need it. */
  readonly electors: number | undefined;
  /** The quorum as a number of ballots cast. If there is also a share of the electors, the larger of the two applies. */
  readonly quorumBallots: number | undefined;
}

/**
 * What an overvote means: the next rank counts, the ballot ends, or the ballot ends if several of the candidates
 * continue.
 */
type OvervoteRule = 'alwaysSkipToNextRank' | 'exhaustImmediately' | 'exhaustIfMultipleContinuing';

/** How the marks of a ballot are interpreted, rank after rank. */
export interface InterpretationRules {
  readonly overvoteRule: OvervoteRule;
  /** How many ranks in a row a ballot may skip. More skipped ranks end it. */
  readonly maxSkippedRanksAllowed: number | 'unlimited';
  /** Ranks beyond this number are ignored. */
  readonly maxRankingsAllowed: number | 'max';
  /** Whether a candidate who is named a second time ends the ballot at that rank. */
  readonly exhaustOnDuplicateCandidate: boolean;
}

/** Instant-runoff voting: for one seat, the last candidate is eliminated until one candidate has a majority. */
export interface IrvRules extends InterpretationRules, LotRules {
  readonly rule: 'irv';
  /**
   * `earlier-rounds`: the most recent round that separates the tied candidates decides, otherwise a lot. `lot`: a lot.
   */
  readonly ties: 'earlier-rounds' | 'lot';
  /** Whether to eliminate together all candidates who cannot overtake the next one, even with each other's votes. */
  readonly batchElimination: boolean;
  /** Whether the count continues after a majority until two candidates remain. */
  readonly continueUntilTwo: boolean;
  /** Whether a majority means that of the votes still active, or of those active in the first round. */
  readonly majorityOf: 'round' | 'first-round';
}

/** The winner election modes of RCTab 2.0.1, under their own names. */
export const WINNER_ELECTION_MODES = [
  'singleWinnerMajority',
  'multiWinnerAllowOnlyOneWinnerPerRound',
  'multiWinnerAllowMultipleWinnersPerRound',
  'bottomsUp',
  'bottomsUpUsingPercentageThreshold',
  'multiPassIrv',
] as const;
type WinnerElectionMode = (typeof WINNER_ELECTION_MODES)[number];

/** The tie-break modes of RCTab 2.0.1, under their own names. */
export const RCTAB_TIEBREAK_MODES = [
  'random',
  'stopCountingAndAsk',
  'previousRoundCountsThenRandom',
  'previousRoundCountsThenAsk',
  'useCandidateOrder',
  'generatePermutation',
] as const;
type RctabTiebreakMode = (typeof RCTAB_TIEBREAK_MODES)[number];

/** Every option of the RCTab tabulator, version 2.0.1, under its own name and with its own meaning. */
export interface RctabRules extends InterpretationRules {
  readonly rule: 'rctab';
  readonly winnerElectionMode: WinnerElectionMode;
  /** When given, replaces the number of seats of the contest. */
  readonly numberOfWinners: number | undefined;
  readonly tiebreakMode: RctabTiebreakMode;
  /**
   * The order of the candidates in the configuration, for the mode `useCandidateOrder`. Candidates that it leaves out
   * follow in the order of the contest.
   */
  readonly order: readonly string[];
  /** A Java `long` as text. Without it, the modes that draw use 0, which everybody knows beforehand. */
  readonly randomSeed: string | undefined;
  /** For the modes that ask an official: the candidates chosen, in the order of the ties. */
  readonly decisions: readonly string[];
  readonly decimalPlacesForVoteArithmetic: number;
  /** For the mode `bottomsUpUsingPercentageThreshold`: the percentage, as a decimal text. */
  readonly multiSeatBottomsUpPercentageThreshold: string | undefined;
  /** RCTab 2.0.1 describes this option but has no such rule, so only 0 is accepted. */
  readonly minimumVoteThreshold: string;
  readonly nonIntegerWinningThreshold: boolean;
  readonly doesFirstRoundDetermineThreshold: boolean;
  readonly hareQuota: boolean;
  readonly batchElimination: boolean;
  readonly cutoffElimination: boolean;
  readonly continueUntilTwoCandidatesRemain: boolean;
  readonly stopTabulationEarlyAfterRound: number | undefined;
}

/** The counting rules in Schedule 1 of the Scottish Local Government Elections Order 2011 (SSI 2011/399). */
export interface ScottishStvRules extends LotRules {
  readonly rule: 'scottish-stv-2011';
}

/** The Proportional Representation Foundation's reference rule for the weighted inclusive Gregory method. */
export interface WigmPrfRules {
  readonly rule: 'wigm-prf';
  /**
   * The predetermined order, in which the earliest of the tied candidates is chosen. If empty, the order of the
   * contest.
   */
  readonly order: readonly string[];
  /** Whether to apply step B.2, which is optional in the rule. */
  readonly defeatSureLosers: boolean;
}

/** The Proportional Representation Foundation's reference rule for Meek's method. */
export interface MeekPrfRules {
  readonly rule: 'meek-prf';
  /** As in {@link WigmPrfRules}. */
  readonly order: readonly string[];
}
