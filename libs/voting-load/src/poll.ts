import type { RollKey, Selection } from '@scrutin/election';
import type { SeededRandom } from './seeded-random.ts';
import type { VoteRequest } from './vote-request.ts';
import type { Voter } from './voter.ts';

/** The ballot of one voter. */
export interface Ballot {
  /** The region; undefined for a law. */
  readonly region: string | undefined;
  readonly selection: Selection;
}

export function isSameBallot(one: Ballot, other: Ballot): boolean {
  return one.region === other.region && one.selection === other.selection;
}

/** A breakdown of the counted ballots: each ballot belongs to exactly one line. */
export interface Breakdown {
  readonly name: string;
  /** What a report shows if everything agrees: every line, or, as there may be thousands, how many agree. */
  readonly shows: 'every-line' | 'agreement';
  lineOf(ballot: Ballot): string;
}

/** What the system has counted so far. */
export interface Counts {
  /** Counts by name of the breakdown and by line. A breakdown that cannot be read is absent. */
  readonly breakdowns: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** True if the results are public now. Otherwise they are compared if they can be read, but never shown. */
  readonly arePublic: boolean;
}

/** The state of a race, for a report. */
export interface RaceStanding {
  readonly region: string;
  readonly votes: number;
  /** The candidate with the most first preferences; of equal ones the first on the ballot; undefined without votes. */
  readonly leader: { readonly name: string; readonly votes: number } | undefined;
}

/**
 * A law, or an election with its races, in which a run votes. It has everything that differs between the two. Planning,
 * sending, comparing and reporting are the same for both.
 */
export interface Poll {
  /** Identifier of the law or election, which is part of the credential hashes. */
  readonly id: string;
  readonly rollKey: RollKey;
  /** The regions that have a race; empty for a law. */
  readonly regions: readonly string[];
  /** Draws the region of a generated voter; undefined for a law. */
  drawRegion(random: SeededRandom): string | undefined;
  /** Draws the choice of a voter of the region: a ballot that the race accepts. */
  drawBallot(region: string | undefined, random: SeededRandom): Ballot;
  /**
   * Draws a well-formed ballot that the race does not accept, and that is answered 422.
   *
   * @throws RangeError for a law, which has no such ballot
   */
  drawInvalid(region: string | undefined, random: SeededRandom): Ballot;
  request(voter: Voter, ballot: Ballot): VoteRequest;
  /** A request with a mistake of form, which is answered 400; `variant` is below `MALFORMED_VARIANTS`. */
  malformed(voter: Voter, variant: number): VoteRequest;
  readonly breakdowns: readonly Breakdown[];
  /** Reads what is counted now. @throws TransientError if the API or the database does not answer */
  read(): Promise<Counts>;
  /** Empty for a law, and if the results are not public. */
  standings(counts: Counts): readonly RaceStanding[];
}
