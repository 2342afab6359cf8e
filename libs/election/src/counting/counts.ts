import type { ContestKey } from '../contests/contest.ts';
import type { Law } from '../contests/law.ts';
import { raceKey } from '../contests/published-election.ts';
import { BLANK_SELECTION } from '../voting/selection.ts';

/** The counted votes of a law, all from one commit (P4). */
export interface LawResult {
  readonly lawId: string;
  /** `oui`, `non` and `blank` are all 0 while they are withheld. */
  readonly oui: bigint;
  readonly non: bigint;
  readonly blank: bigint;
  /** All votes together, blank ones included, also while the others are withheld. */
  readonly counted: bigint;
  /** Whether `oui`, `non` and `blank` are withheld from this login, because results are shown only after the closing. */
  readonly withheld: boolean;
  /** The credentials on the roll of the law; undefined without a roll. */
  readonly registeredVoters: bigint | undefined;
  /** When the last vote was counted; undefined if there is none. */
  readonly updatedAtMs: number | undefined;
}

/** A law with its result. */
export interface CountedLaw {
  readonly law: Law;
  readonly result: LawResult;
}

/** The ballots of a race whose first preference is this candidate, mixed or not, all from one commit (P4). */
export interface CandidateCount {
  readonly electionId: string;
  readonly regionId: string;
  /**
   * `#blank` for blank votes. Undefined while the choices are withheld: then `votes` are all votes of the
   * race.
   */
  readonly candidateId: string | undefined;
  readonly votes: bigint;
}

/** The counts of one race. */
export interface RaceCounts {
  /** First preferences by candidate. Candidates without any are absent. */
  readonly votes: ReadonlyMap<string, bigint>;
  /** Blank votes; 0 while they are withheld. */
  readonly blank: bigint;
  /** Ballots, blank ones included. */
  readonly ballots: bigint;
  /** Whether the database withholds the votes of the candidates from this process, because the contest is open. */
  readonly withheld: boolean;
}

/** The counts of all races, which one query read together. */
export interface ElectionCounts {
  readonly races: ReadonlyMap<ContestKey, RaceCounts>;
  /** All votes that were counted before this time are included. Milliseconds since the epoch. */
  readonly asOfMs: number;
}

const NOTHING_COUNTED: RaceCounts = { votes: new Map(), blank: 0n, ballots: 0n, withheld: false };

/** The counts of a race, which are zero if no vote was counted yet. */
export function countsOf(
  counts: ElectionCounts,
  race: { readonly electionId: string; readonly regionId: string },
): RaceCounts {
  return counts.races.get(raceKey(race)) ?? NOTHING_COUNTED;
}

interface OpenCounts {
  readonly votes: Map<string, bigint>;
  blank: bigint;
  ballots: bigint;
  withheld: boolean;
}

/** The counts of the candidates, grouped by race. */
export function countsByRace(counts: readonly CandidateCount[]): ReadonlyMap<ContestKey, RaceCounts> {
  const races = new Map<ContestKey, OpenCounts>();
  for (const { electionId, regionId, candidateId, votes } of counts) {
    const key = raceKey({ electionId, regionId });
    const race = races.get(key) ?? {
      votes: new Map<string, bigint>(),
      blank: 0n,
      ballots: 0n,
      withheld: false,
    };
    if (candidateId === undefined) race.withheld = true;
    else if (candidateId === BLANK_SELECTION) race.blank = votes;
    else race.votes.set(candidateId, votes);
    race.ballots += votes;
    races.set(key, race);
  }
  return races;
}
