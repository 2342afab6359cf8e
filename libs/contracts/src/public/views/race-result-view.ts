import type { Election, ElectionCounts, PublishedRace } from '@scrutin/election';
import { candidateName, countsOf, instantText, percentageOf, standingsOf } from '@scrutin/election';
import type { RaceResultBody } from '../election-results.ts';
import { partyOf } from './election-view.ts';
import { turnoutView } from './turnout-view.ts';

/**
 * The result of one race. Candidates are told apart by identifier, so that two with the same name stay separate. The
 * counts are JSON numbers, which are exact up to 2^53.
 */
export function raceResultView(
  election: Pick<Election, 'id' | 'status' | 'purpose' | 'timeZone'>,
  race: PublishedRace,
  counts: ElectionCounts,
  nowMs: number,
): RaceResultBody {
  const { votes, blank, ballots } = countsOf(counts, race);
  const standings = standingsOf(race.candidates, votes, nowMs);
  const total = standings.reduce((sum, standing) => sum + standing.votes, 0n);
  return {
    election_id: election.id,
    region_id: race.regionId,
    region_name: race.region.name,
    method: race.method,
    seats: race.seats,
    counts: race.method === 'ranked_choice' ? 'first-preferences' : 'votes',
    candidates: standings.map(({ candidate, votes: candidateVotes, rank, tied, withdrawn }) => ({
      candidate_id: candidate.id,
      name: candidateName(candidate),
      ...partyOf(candidate),
      photo_url: candidate.photoUrl ?? null,
      votes: Number(candidateVotes),
      percentage: percentageOf(candidateVotes, total),
      rank: rank ?? null,
      tied,
      withdrawn,
    })),
    blank_count: Number(blank),
    total_votes: Number(total + blank),
    turnout: turnoutView(race.registeredVoters, ballots),
    purpose: election.purpose,
    provisional: election.status !== 'certified',
    updated_at: ballots === 0n ? null : instantText(counts.asOfMs),
    time_zone: election.timeZone,
  };
}
