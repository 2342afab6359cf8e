import type { RaceResultBody } from '@scrutin/contracts/public';
import { instantText, percentageOf, standingsOf } from '@scrutin/election';
import type { FoundRace } from './contest-lookup.ts';
import { turnoutOf } from './contest-views.ts';
import { nameOf, partyOf } from './election-views.ts';
import type { ElectionCounts, RaceCounts } from './public-queries.ts';

const NOTHING_COUNTED: RaceCounts = { votes: new Map(), ballots: 0n, withheld: false };

/** The counts of a race, which are zero if no vote was counted yet. */
export function countsOf(counts: ElectionCounts, key: FoundRace['key']): RaceCounts {
  return counts.races.get(key) ?? NOTHING_COUNTED;
}

/** The result of one race. Candidates are told apart by identifier, so that two with the same name stay separate. */
export function raceResultBody(
  { election, race, key }: FoundRace,
  counts: ElectionCounts,
  nowMs: number,
): RaceResultBody {
  const { votes, ballots } = countsOf(counts, key);
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
      name: nameOf(candidate),
      ...partyOf(candidate),
      photo_url: candidate.photoUrl ?? null,
      votes: Number(candidateVotes),
      percentage: percentageOf(candidateVotes, total),
      rank: rank ?? null,
      tied,
      withdrawn,
    })),
    total_votes: Number(total),
    turnout: turnoutOf(race.registeredVoters, ballots),
    provisional: election.status !== 'certified',
    updated_at: ballots === 0n ? null : instantText(counts.asOfMs),
  };
}
