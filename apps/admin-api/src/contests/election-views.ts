import type {
  AdminCandidateBody,
  AdminElectionBody,
  AdminElectionDetailBody,
  AdminRaceBody,
} from '@scrutin/contracts/admin';
import type { Candidate, Election, ElectionDetail, Race } from '@scrutin/election';
import { instantOrNull } from '../http/instants.ts';
import { lifeView } from './life-view.ts';

export function electionView(election: Election, nowMs: number): AdminElectionBody {
  const { id, name, type } = election;
  return { id, name, type, ...lifeView(election, nowMs) };
}

export function electionDetailView(election: ElectionDetail, nowMs: number): AdminElectionDetailBody {
  return {
    ...electionView(election, nowMs),
    races: election.races.map((race) => ({
      ...raceView(race),
      region_name: race.region.name,
      candidates: race.candidates.map(candidateView),
    })),
  };
}

export function raceView(race: Race): AdminRaceBody {
  return {
    election_id: race.electionId,
    region_id: race.regionId,
    method: race.method,
    seats: race.seats,
    max_ranks: race.maxRanks,
    rule_set: race.ruleSet,
  };
}

export function candidateView(candidate: Candidate): AdminCandidateBody {
  return {
    id: candidate.id,
    first_name: candidate.firstName,
    last_name: candidate.lastName,
    party_code: candidate.partyCode,
    bio: candidate.bio,
    promises: candidate.promises,
    photo_url: candidate.photoUrl ?? null,
    position: candidate.position,
    withdrawn_at: instantOrNull(candidate.withdrawnAtMs),
  };
}
