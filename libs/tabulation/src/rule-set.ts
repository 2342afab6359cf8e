/**
 * The rule sets. Each is a plain value with every option explicit; its `rule` names it together with
 * the law, publication or program version it follows. A change of meaning takes a new name, so that a
 * stored result can always be counted again by the rules it names (P8).
 */
export type RuleSet =
  PluralityRules | ReferendumRules | IrvRules | RctabRules | ScottishStvRules | WigmPrfRules | MeekPrfRules;

export type RuleName = RuleSet['rule'];

/**
 * How the lots are decided that a law calls for. `lot`: on whom each lot fell, in the order they were
 * drawn in the count. `order`: where that ends, an order of all candidates drawn beforehand, in which the
 * earliest is elected or transfers first and the latest is eliminated. With neither, a tie that only a
 * lot can break ends the count in `awaits-lot`.
 */
export interface LotRules {
  readonly lot: readonly string[];
  readonly order: readonly string[];
}

/** First choices only; those with the most votes take the seats. */
export interface PluralityRules extends LotRules {
  readonly rule: 'plurality';
}

/** One candidate of the contest is the proposal, votes for any other are against it. */
export interface ReferendumRules {
  readonly rule: 'referendum';
  /** The identifier of the proposal's side, `oui` unless said. */
  readonly proposal: string;
  /** Percentage of the base that adopts, as a decimal text. */
  readonly threshold: string;
  readonly comparison: 'more-than' | 'at-least';
  /** What the threshold is a percentage of: votes for an option, ballots cast, or registered electors. */
  readonly base: 'valid' | 'cast' | 'electors';
  /** Percentage of the electors who must cast a ballot, as a decimal text; `0`: no quorum. */
  readonly quorum: string;
  /** Registered electors; needed by a quorum and by the base `electors`. */
  readonly electors: number | undefined;
  /** Ballots that must be cast, where the quorum is a number; with a percentage as well, the larger counts. */
  readonly quorumBallots: number | undefined;
}

export type OvervoteRule = 'alwaysSkipToNextRank' | 'exhaustImmediately' | 'exhaustIfMultipleContinuing';

/** How the marks of a ballot are read, rank after rank. */
export interface InterpretationRules {
  readonly overvoteRule: OvervoteRule;
  /** Skipped ranks in a row that a ballot survives. */
  readonly maxSkippedRanksAllowed: number | 'unlimited';
  /** Ranks beyond this are not read. */
  readonly maxRankingsAllowed: number | 'max';
  /** Whether naming a candidate a second time ends the ballot there. */
  readonly exhaustOnDuplicateCandidate: boolean;
}

/** Instant-runoff voting: one seat, the last candidate eliminated until one has a majority. */
export interface IrvRules extends InterpretationRules, LotRules {
  readonly rule: 'irv';
  /** `earlier-rounds`: the most recent round that separates the tied, then the lot. `lot`: at once. */
  readonly ties: 'earlier-rounds' | 'lot';
  /** Eliminate together all who cannot overtake the next candidate even with each other's votes. */
  readonly batchElimination: boolean;
  /** Go on after a majority until two candidates remain. */
  readonly continueUntilTwo: boolean;
  /** Majority of the votes still active, or of those active in the first round. */
  readonly majorityOf: 'round' | 'first-round';
}

export const WINNER_ELECTION_MODES = [
  'singleWinnerMajority',
  'multiWinnerAllowOnlyOneWinnerPerRound',
  'multiWinnerAllowMultipleWinnersPerRound',
  'bottomsUp',
  'bottomsUpUsingPercentageThreshold',
  'multiPassIrv',
] as const;
export type WinnerElectionMode = (typeof WINNER_ELECTION_MODES)[number];

export const RCTAB_TIEBREAK_MODES = [
  'random',
  'stopCountingAndAsk',
  'previousRoundCountsThenRandom',
  'previousRoundCountsThenAsk',
  'useCandidateOrder',
  'generatePermutation',
] as const;
export type RctabTiebreakMode = (typeof RCTAB_TIEBREAK_MODES)[number];

/** Every option of the RCTab tabulator, version 2.0.1, under its own name and with its own meaning. */
export interface RctabRules extends InterpretationRules {
  readonly rule: 'rctab';
  readonly winnerElectionMode: WinnerElectionMode;
  /** Overrides the seats of the contest when given. */
  readonly numberOfWinners: number | undefined;
  readonly tiebreakMode: RctabTiebreakMode;
  /**
   * The order of the candidates in the configuration, for the mode `useCandidateOrder`; whoever it leaves out follows
   * in the order of the contest.
   */
  readonly order: readonly string[];
  /** A Java `long`, as text; without one the modes that draw use 0, which everybody knows beforehand. */
  readonly randomSeed: string | undefined;
  /** Whom an official chose, tie after tie, for the modes that ask. */
  readonly decisions: readonly string[];
  readonly decimalPlacesForVoteArithmetic: number;
  /** Percentage, as a decimal text; for the mode `bottomsUpUsingPercentageThreshold`. */
  readonly multiSeatBottomsUpPercentageThreshold: string | undefined;
  /** RCTab 2.0.1 has the option but no such rule: only 0 is accepted. */
  readonly minimumVoteThreshold: string;
  readonly nonIntegerWinningThreshold: boolean;
  readonly doesFirstRoundDetermineThreshold: boolean;
  readonly hareQuota: boolean;
  readonly batchElimination: boolean;
  readonly cutoffElimination: boolean;
  readonly continueUntilTwoCandidatesRemain: boolean;
  readonly stopTabulationEarlyAfterRound: number | undefined;
}

/** The Scottish Local Government Elections Order 2011 (SSI 2011/399), Schedule 1, the counting rules. */
export interface ScottishStvRules extends LotRules {
  readonly rule: 'scottish-stv-2011';
}

/** The Proportional Representation Foundation's reference rule for the weighted inclusive Gregory method. */
export interface WigmPrfRules {
  readonly rule: 'wigm-prf';
  /** The predetermined order: of tied candidates the earliest is chosen. Empty: the order of the contest. */
  readonly order: readonly string[];
  /** Step B.2, optional in the rule. */
  readonly defeatSureLosers: boolean;
}

/** The Proportional Representation Foundation's reference rule for Meek's method. */
export interface MeekPrfRules {
  readonly rule: 'meek-prf';
  /** As in {@link WigmPrfRules}. */
  readonly order: readonly string[];
}

const READ_EVERYTHING: InterpretationRules = {
  overvoteRule: 'exhaustImmediately',
  maxSkippedRanksAllowed: 'unlimited',
  maxRankingsAllowed: 'max',
  exhaustOnDuplicateCandidate: false,
};

/** Each rule set with its default options. */
export const DEFAULT_RULES: { readonly [N in RuleName]: Extract<RuleSet, { rule: N }> } = {
  plurality: { rule: 'plurality', lot: [], order: [] },
  referendum: {
    rule: 'referendum',
    proposal: 'oui',
    threshold: '50',
    comparison: 'more-than',
    base: 'valid',
    quorum: '0',
    electors: undefined,
    quorumBallots: undefined,
  },
  irv: {
    rule: 'irv',
    ...READ_EVERYTHING,
    ties: 'earlier-rounds',
    lot: [],
    order: [],
    batchElimination: false,
    continueUntilTwo: false,
    majorityOf: 'round',
  },
  rctab: {
    rule: 'rctab',
    ...READ_EVERYTHING,
    winnerElectionMode: 'singleWinnerMajority',
    numberOfWinners: undefined,
    tiebreakMode: 'useCandidateOrder',
    order: [],
    randomSeed: undefined,
    decisions: [],
    decimalPlacesForVoteArithmetic: 4,
    multiSeatBottomsUpPercentageThreshold: undefined,
    minimumVoteThreshold: '0',
    nonIntegerWinningThreshold: false,
    doesFirstRoundDetermineThreshold: false,
    hareQuota: false,
    batchElimination: false,
    cutoffElimination: false,
    continueUntilTwoCandidatesRemain: false,
    stopTabulationEarlyAfterRound: undefined,
  },
  'scottish-stv-2011': { rule: 'scottish-stv-2011', lot: [], order: [] },
  'wigm-prf': { rule: 'wigm-prf', order: [], defeatSureLosers: false },
  'meek-prf': { rule: 'meek-prf', order: [] },
};
