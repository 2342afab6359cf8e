/** Somebody who may receive votes. Ballots use the identifier; rules that break ties by name compare the names. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** Withdrawn or excluded before the count: ballots are counted as if they did not name the candidate. */
  readonly excluded?: boolean;
  /** The line that collects all undeclared write-ins. A contest has one at most. */
  readonly undeclaredWriteIns?: boolean;
}

/**
 * What a voter put at one rank: one candidate, nothing (a skipped rank), several (an overvote), or
 * {@link UNREADABLE_OVERVOTE} alone when the source only says that there was an overvote.
 */
export type Rank = readonly string[];

/** Stands in a rank for an overvote whose candidates the source does not name. */
export const UNREADABLE_OVERVOTE = '#overvote';

/** A number of ballots with the same ranks, most preferred first. A ballot without ranks is blank. */
export interface BallotGroup {
  readonly ranks: readonly Rank[];
  readonly count: number;
}

/**
 * Many ballots in little memory. Ballot `b` ranks the candidates with the indices
 * `choices[offsets[b]] … choices[offsets[b + 1] - 1]` (positions in `Contest.candidates`), with one candidate at
 * each rank and no skipped rank. Without `counts`, every ballot counts once. Identical ballots may be grouped, but
 * need not be.
 */
export interface PackedBallots {
  readonly choices: Uint8Array | Int16Array;
  readonly offsets: Uint32Array;
  readonly counts?: Uint32Array | Float64Array;
}

/** What is counted: the candidates, the ballots (a multiset, so their order never matters, P8), and the seats. */
export interface Contest {
  readonly candidates: readonly Candidate[];
  readonly ballots: readonly BallotGroup[] | PackedBallots;
  readonly seats: number;
}

export function isPacked(ballots: Contest['ballots']): ballots is PackedBallots {
  return 'choices' in ballots;
}
