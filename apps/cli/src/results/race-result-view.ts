import type { RaceResultBody } from '@scrutin/contracts/public';
import { isolated } from '@scrutin/election';
import { textTable } from '../text-table.ts';
import { percentText } from './percent-text.ts';

export function raceResultTable(race: RaceResultBody): string {
  const table = textTable({
    head: ['candidate', 'party', race.counts === 'first-preferences' ? 'first preferences' : 'votes', '%'],
    right: [2, 3],
    rows: race.candidates.map(({ name, party_code: partyCode, votes, percentage, withdrawn }) => [
      withdrawn ? `${isolated(name)} (withdrawn)` : name,
      partyCode ?? 'independent',
      votes,
      percentText(percentage, race.total_votes),
    ]),
  });
  const seats = race.seats === 1 ? '1 seat' : `${race.seats} seats`;
  return `${isolated(race.region_name.fr)} [${race.region_id}], ${seats}: ${votesOf(race)}\n${table}`;
}

function votesOf({ total_votes: total, turnout }: RaceResultBody): string {
  const votes = `${total.toLocaleString('en-CA')} ${total === 1 ? 'vote' : 'votes'}`;
  const { registered_voters: registered, voters, percentage } = turnout;
  if (registered === null || percentage === null || registered === 0) return votes;
  const turnedOut = `${voters.toLocaleString('en-CA')} of ${registered.toLocaleString('en-CA')}`;
  return `${votes}; turnout ${turnedOut} on the roll (${percentText(percentage, registered)} %)`;
}
