import type { RollKey, Selection } from '@scrutin/election';
import type { SeededRandom } from './seeded-random.ts';
import type { VoteRequest } from './vote-request.ts';
import type { Voter } from './voter.ts';

/** What one voter casts. */
export interface Ballot {
  /** Where it is cast; undefined on a law. */
  readonly region: string | undefined;
  readonly selection: Selection;
}

export function isSameBallot(one: Ballot, other: Ballot): boolean {
  return one.region === other.region && one.selection === other.selection;
}

/** One of the ways in which a poll is counted: every ballot that counts adds one to one line of it. */
export interface Breakdown {
  readonly name: string;
  /** What a report shows of it when all agrees: every line, or (there may be thousands) how many agree. */
  readonly shows: 'every-line' | 'agreement';
  lineOf(ballot: Ballot): string;
}

/** What the system has counted so far. */
export interface Counts {
  /** By name of the breakdown and by line. A breakdown that cannot be read is not there. */
  readonly breakdowns: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Whether the results are public now; else they are compared, if they can be, and not shown. */
  readonly arePublic: boolean;
}

/** The state of a race, for people. */
export interface RaceStanding {
  readonly region: string;
  readonly votes: number;
  /** By first preferences; undefined while there is none. Of several with as many, the first on the ballot. */
  readonly leader: { readonly name: string; readonly votes: number } | undefined;
}

/**
 * What voters are played on: a law, or an election with its races. Everything that differs between the two
 * is here; planning, sending, comparing and reporting are the same.
 */
export interface Poll {
  /** Identifier of the law or election: what the credentials were hashed for. */
  readonly id: string;
  readonly rollKey: RollKey;
  /** Where one can vote; empty for a law. */
  readonly regions: readonly string[];
  /** Where a generated voter votes; undefined on a law. */
  drawRegion(random: SeededRandom): string | undefined;
  /** What a voter of the region chooses: a ballot that its race takes. */
  drawBallot(region: string | undefined, random: SeededRandom): Ballot;
  /**
   * A ballot that reads well and that its race does not take: answered 422.
   *
   * @throws RangeError for a law, which has no such ballot
   */
  drawInvalid(region: string | undefined, random: SeededRandom): Ballot;
  request(voter: Voter, ballot: Ballot): VoteRequest;
  /** A request with a mistake of form, answered 400; `variant` below `MALFORMED_VARIANTS`. */
  malformed(voter: Voter, variant: number): VoteRequest;
  readonly breakdowns: readonly Breakdown[];
  /** @throws TransientError when what is asked is away */
  read(): Promise<Counts>;
  /** Empty for a law, and where the results are not public. */
  standings(counts: Counts): readonly RaceStanding[];
}
