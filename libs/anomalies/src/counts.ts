/** What became of a submission, as far as the signals need it. */
export const OUTCOMES = [
  'valid',
  'already-voted',
  'unknown-credential',
  'wrong-region',
  'void-credential',
  'other',
  'guess-refused',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How many submissions of a contest that were accepted in a window had each outcome. */
export interface ContestCounts {
  readonly contest: string;
  readonly window: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

/** The block that stands for all blocks that are too small to be named. */
export const SMALL_BLOCKS = '*';

/**
 * The requests of a block of addresses (an IPv4 /24 or an IPv6 /48) in a window. P6: blocks are counted, and never
 * stored with a vote, a credential or a contest.
 */
export interface BlockCounts {
  readonly block: string;
  readonly window: number;
  readonly requests: number;
  /** Of how many requests it was looked up whether a code for their NAS had failed. */
  readonly sampled: number;
  /** For how many of them one had. */
  readonly failed: number;
}

/** The voters on the roll of a contest. */
export interface Electorate {
  readonly contest: string;
  readonly voters: number;
}

/** The ledger of a contest at two times after its closing. */
export interface ClosedContest {
  readonly contest: string;
  /** When it was first looked at, some minutes after the closing. */
  readonly first: LedgerLine;
  readonly now: LedgerLine;
}

/** Votes of a contest: received, and settled as counted or rejected. */
export interface LedgerLine {
  readonly received: number;
  readonly counted: number;
  readonly rejected: number;
}
