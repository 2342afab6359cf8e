import Table from 'cli-table3';
import { percentageOf } from '@scrutin/election';
import { share } from '../law/law-view.ts';
import type { RaceVotes } from './race-results.ts';

export function raceResultTable(race: RaceVotes): string {
  const table = new Table({
    head: ['candidate', 'party', race.method === 'ranked_choice' ? 'first preferences' : 'votes', '%'],
    colAligns: ['left', 'left', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { name, partyCode, votes, withdrawn } of race.candidates) {
    table.push([
      withdrawn ? `${name} (withdrawn)` : name,
      partyCode,
      votes.toLocaleString('en-CA'),
      share(votes, race.total),
    ]);
  }
  const seats = race.seats === 1 ? '1 seat' : `${race.seats} seats`;
  return `${race.regionName.fr} [${race.regionId}], ${seats}: ${votesOf(race)}\n${table.toString()}`;
}

function votesOf({ total, registeredVoters }: RaceVotes): string {
  const votes = `${total.toLocaleString('en-CA')} ${total === 1n ? 'vote' : 'votes'}`;
  if (registeredVoters === undefined || registeredVoters === 0n) return votes;
  const registered = registeredVoters.toLocaleString('en-CA');
  return `${votes} of ${registered} on the roll (${share(total, registeredVoters)} %)`;
}

/** Counts are JSON numbers: exact up to 2^53. */
export function raceResultJson(race: RaceVotes) {
  return {
    election_id: race.electionId,
    region_id: race.regionId,
    region_name: race.regionName,
    method: race.method,
    seats: race.seats,
    candidates: race.candidates.map((candidate) => ({
      candidate_id: candidate.id,
      name: candidate.name,
      party_code: candidate.partyCode,
      party_name: candidate.partyName,
      party_color: candidate.partyColor,
      votes: Number(candidate.votes),
      percentage: percentageOf(candidate.votes, race.total),
      withdrawn: candidate.withdrawn,
    })),
    total_votes: Number(race.total),
    registered_voters: race.registeredVoters === undefined ? null : Number(race.registeredVoters),
  };
}
