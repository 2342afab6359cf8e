/** One who may receive votes. Identifiers are those of the contest; names are what ties by name compare. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** Withdrawn or excluded before the count: the ballots are read as if the candidate were not there. */
  readonly excluded?: boolean;
  /** The line that gathers all undeclared write-ins; at most one candidate of a contest. */
  readonly undeclaredWriteIns?: boolean;
}

/**
 * What a voter put at one rank: one candidate, nothing (a skipped rank), several (an overvote), or
 * {@link UNREADABLE_OVERVOTE} alone when the source only says that there was an overvote.
 */
export type Rank = readonly string[];

/** An overvote whose candidates the source does not name. */
export const UNREADABLE_OVERVOTE = '#overvote';

/** `count` ballots with the same ranks, most preferred first. No rank at all is a blank ballot. */
export interface BallotGroup {
  readonly ranks: readonly Rank[];
  readonly count: number;
}

/**
 * Many ballots in little memory. Ballot `b` ranks the candidates with the indices
 * `choices[offsets[b]] … choices[offsets[b + 1] - 1]` (positions in `Contest.candidates`), one at each
 * rank, none skipped. Without `counts` every ballot counts once. Identical ballots may be grouped or not.
 */
export interface PackedBallots {
  readonly choices: Uint8Array | Int16Array;
  readonly offsets: Uint32Array;
  readonly counts?: Uint32Array | Float64Array;
}

/** What is counted: who stands, the ballots (a multiset: their order never matters, P8), and the seats. */
export interface Contest {
  readonly candidates: readonly Candidate[];
  readonly ballots: readonly BallotGroup[] | PackedBallots;
  readonly seats: number;
}

export function isPacked(ballots: Contest['ballots']): ballots is PackedBallots {
  return 'choices' in ballots;
}
