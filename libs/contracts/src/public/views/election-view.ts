import type { PoliticalParty, PublishedElection, Region, StandingCandidate } from '@scrutin/election';
import { hasWithdrawn, windowStateAt } from '@scrutin/election';
import type { CandidateBody, ElectionBody, PartyBody, RegionBody } from '../election.ts';
import { windowView } from './window-view.ts';

/** An election as the API shows it at `nowMs`. */
export function electionView(election: PublishedElection, nowMs: number): ElectionBody {
  return {
    id: election.id,
    name: election.name,
    type: election.type,
    ...windowView(election),
    state: windowStateAt(election.window, nowMs),
    certified: election.status === 'certified',
    results_visibility: election.resultsVisibility,
    blank_votes: election.blankVotes,
    ballot_record: election.ballotRecord,
    purpose: election.purpose,
    regions: election.races.map((race) => ({
      id: race.regionId,
      name: race.region.name,
      method: race.method,
      seats: race.seats,
      max_ranks: race.maxRanks,
      rule_set: race.ruleSet,
      uncontested: race.uncontested ?? null,
      registered_voters: race.registeredVoters === undefined ? null : Number(race.registeredVoters),
    })),
  };
}

/** A region as the API shows it. */
export function regionView({ id, name }: Region): RegionBody {
  return { id, name };
}

/** A party as the API shows it. */
export function partyView({ code, name, color }: PoliticalParty): PartyBody {
  return { code, name, color };
}

/** A candidate as the API shows it at `nowMs`. */
export function candidateView(candidate: StandingCandidate, nowMs: number): CandidateBody {
  return {
    candidate_id: candidate.id,
    first_name: candidate.firstName ?? null,
    last_name: candidate.lastName,
    ...partyOf(candidate),
    bio: candidate.bio,
    promises: candidate.promises,
    photo_url: candidate.photoUrl ?? null,
    position: candidate.position,
    withdrawn: hasWithdrawn(candidate, nowMs),
  };
}

/** The party of a candidate, as a part of the candidate's JSON. Its members are null for an independent. */
export function partyOf({ party }: StandingCandidate): {
  readonly party_code: string | null;
  readonly party_name: PoliticalParty['name'] | null;
  readonly party_color: string | null;
} {
  return {
    party_code: party?.code ?? null,
    party_name: party?.name ?? null,
    party_color: party?.color ?? null,
  };
}
