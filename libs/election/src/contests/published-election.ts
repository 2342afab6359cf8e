import type { Candidate } from './candidate.ts';
import type { ContestKey } from './contest.ts';
import { contestKey } from './contest.ts';
import type { Election, PoliticalParty, Race, Region } from './election.ts';

/** A candidate of a race, with the party as it is called now. */
export interface StandingCandidate extends Candidate {
  /** Undefined for an independent. */
  readonly party: PoliticalParty | undefined;
}

export interface PublishedRace extends Race {
  readonly region: Region;
  /** The number of credentials of the region; undefined if no roll says it. */
  readonly registeredVoters: bigint | undefined;
  /** In the order of the ballot. */
  readonly candidates: readonly StandingCandidate[];
}

/** An election that is not a draft, with its races ordered by region identifier (code point order). */
export interface PublishedElection extends Election {
  readonly races: readonly PublishedRace[];
}

/** The key of the contest that the race is. */
export function raceKey({ electionId, regionId }: Pick<Race, 'electionId' | 'regionId'>): ContestKey {
  return contestKey({ kind: 'election', electionId, regionId });
}
