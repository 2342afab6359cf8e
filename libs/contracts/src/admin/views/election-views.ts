import type { Candidate, ElectionDetail, Race } from '@scrutin/election';
import { instantText } from '@scrutin/election';
import type { AdminCandidateBody, AdminElectionDetailBody, AdminRaceBody } from '../elections.ts';
import { adminElectionView } from './contest-views.ts';

export function adminElectionDetailView(election: ElectionDetail, nowMs: number): AdminElectionDetailBody {
  return {
    ...adminElectionView(election, nowMs),
    races: election.races.map((race) => ({
      ...adminRaceView(race),
      region_name: race.region.name,
      candidates: race.candidates.map((candidate) => adminCandidateView(candidate, election.timeZone)),
    })),
  };
}

export function adminRaceView(race: Race): AdminRaceBody {
  return {
    election_id: race.electionId,
    region_id: race.regionId,
    method: race.method,
    seats: race.seats,
    max_ranks: race.maxRanks,
    rule_set: race.ruleSet,
    uncontested: race.uncontested ?? null,
  };
}

/** @param timeZone that of the election */
export function adminCandidateView(candidate: Candidate, timeZone: string): AdminCandidateBody {
  return {
    id: candidate.id,
    first_name: candidate.firstName ?? null,
    last_name: candidate.lastName,
    party_code: candidate.partyCode ?? null,
    bio: candidate.bio,
    promises: candidate.promises,
    photo_url: candidate.photoUrl ?? null,
    position: candidate.position,
    withdrawn_at: candidate.withdrawnAtMs === undefined ? null : instantText(candidate.withdrawnAtMs),
    time_zone: timeZone,
  };
}
