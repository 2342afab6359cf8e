import type { ContestState, ContestStatus, Election, ElectionDetail, RaceDetail } from '@scrutin/election';
import { contestState } from '@scrutin/election';

/** A short form of an election for programs. `election export` prints all of it. */
export interface ElectionJson {
  readonly id: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly type: string;
  readonly opens_at: string;
  readonly closes_at: string;
  readonly status: ContestStatus;
  readonly state: ContestState;
  readonly results_visibility: string;
}

export interface ElectionDetailJson extends ElectionJson {
  readonly races: readonly RaceJson[];
}

interface RaceJson {
  readonly region_id: string;
  readonly region_name: { readonly fr: string; readonly en: string };
  readonly method: string;
  readonly seats: number;
  readonly max_ranks: number;
  readonly rule_set: string;
  readonly candidates: readonly {
    readonly id: string;
    readonly first_name: string;
    readonly last_name: string;
    readonly party_code: string;
    readonly withdrawn_at: string | null;
  }[];
}

export function electionHeadJson(election: Election, nowMs: number): ElectionJson {
  return {
    id: election.id,
    name: election.name,
    type: election.type,
    opens_at: new Date(election.window.opensAtMs).toISOString(),
    closes_at: new Date(election.window.closesAtMs).toISOString(),
    status: election.status,
    state: contestState(election.status, election.window, nowMs),
    results_visibility: election.resultsVisibility,
  };
}

export function electionJson(election: ElectionDetail, nowMs: number): ElectionDetailJson {
  return { ...electionHeadJson(election, nowMs), races: election.races.map(raceJson) };
}

function raceJson(race: RaceDetail): RaceJson {
  return {
    region_id: race.regionId,
    region_name: race.region.name,
    method: race.method,
    seats: race.seats,
    max_ranks: race.maxRanks,
    rule_set: race.ruleSet,
    candidates: race.candidates.map((candidate) => ({
      id: candidate.id,
      first_name: candidate.firstName,
      last_name: candidate.lastName,
      party_code: candidate.partyCode,
      withdrawn_at:
        candidate.withdrawnAtMs === undefined ? null : new Date(candidate.withdrawnAtMs).toISOString(),
    })),
  };
}
