import Table from 'cli-table3';
import type { Election, ElectionDetail } from '@scrutin/election';
import { candidateName, contestState, instantInWords } from '@scrutin/election';
import { instantToMinute } from '../instant-to-minute.ts';

const PLAIN = { style: { head: [], border: [] } };

export function electionTable(elections: readonly Election[], nowMs: number): string {
  const table = new Table({
    head: ['election', 'name', 'type', 'opens', 'closes', 'time zone', 'state', 'purpose'],
    ...PLAIN,
  });
  for (const { id, name, type, window, timeZone, status, purpose } of elections) {
    const { opensAtMs, closesAtMs } = window;
    table.push([
      id,
      name.fr,
      type,
      instantToMinute(opensAtMs, timeZone),
      instantToMinute(closesAtMs, timeZone),
      timeZone,
      contestState(status, window, nowMs),
      purpose,
    ]);
  }
  return table.toString();
}

/** The election with its races and their candidates, in the order of the ballot. */
export function electionDetails(election: ElectionDetail, nowMs: number): string {
  const head = new Table(PLAIN);
  head.push(
    { election: election.id },
    { 'name (fr)': election.name.fr },
    { 'name (en)': election.name.en },
    { type: election.type },
    { opens: instantInWords(election.window.opensAtMs, election.timeZone).en },
    { closes: instantInWords(election.window.closesAtMs, election.timeZone).en },
    { state: contestState(election.status, election.window, nowMs) },
    { results: election.resultsVisibility },
    { 'blank votes': election.blankVotes },
    { approval: election.approval },
    { purpose: election.purpose },
    { 'ballot record': election.ballotRecord },
  );
  const races = new Table({ head: ['region', 'method', 'seats', 'ranks', 'rules', 'candidates'], ...PLAIN });
  for (const race of election.races) {
    const names = race.candidates.map(
      (one) =>
        `${candidateName(one)} (${one.partyCode ?? 'independent'}) [${one.id}]` +
        (one.withdrawnAtMs === undefined ? '' : ', withdrawn'),
    );
    races.push([race.regionId, race.method, race.seats, race.maxRanks, race.ruleSet, names.join('\n')]);
  }
  return [head.toString(), ...(election.races.length === 0 ? [] : [races.toString()])].join('\n');
}
