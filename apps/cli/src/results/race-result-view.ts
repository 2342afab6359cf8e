import Table from 'cli-table3';
import type { RaceResultBody } from '@scrutin/contracts/public';
import { percentText } from './percent-text.ts';

export function raceResultTable(race: RaceResultBody): string {
  const table = new Table({
    head: ['candidate', 'party', race.counts === 'first-preferences' ? 'first preferences' : 'votes', '%'],
    colAligns: ['left', 'left', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { name, party_code: partyCode, votes, percentage, withdrawn } of race.candidates) {
    table.push([
      withdrawn ? `${name} (withdrawn)` : name,
      partyCode ?? 'independent',
      votes.toLocaleString('en-CA'),
      percentText(percentage, race.total_votes),
    ]);
  }
  const seats = race.seats === 1 ? '1 seat' : `${race.seats} seats`;
  return `${race.region_name.fr} [${race.region_id}], ${seats}: ${votesOf(race)}\n${table.toString()}`;
}

function votesOf({ total_votes: total, turnout }: RaceResultBody): string {
  const votes = `${total.toLocaleString('en-CA')} ${total === 1 ? 'vote' : 'votes'}`;
  const { registered_voters: registered, voters, percentage } = turnout;
  if (registered === null || percentage === null || registered === 0) return votes;
  const turnedOut = `${voters.toLocaleString('en-CA')} of ${registered.toLocaleString('en-CA')}`;
  return `${votes}; turnout ${turnedOut} on the roll (${percentText(percentage, registered)} %)`;
}
