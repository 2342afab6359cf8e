import type { Candidate, Election, ElectionDetail } from '@scrutin/election';
import { candidateName, contestState, instantInWords, isolated } from '@scrutin/election';
import { recordTable, textTable } from '../text-table.ts';

export function electionTable(elections: readonly Election[], nowMs: number): string {
  return textTable({
    head: ['election', 'name', 'type', 'opens', 'closes', 'time zone', 'state', 'purpose'],
    rows: elections.map(({ id, name, type, window, timeZone, status, purpose }) => [
      id,
      name.fr,
      type,
      instantInWords(window.opensAtMs, timeZone).en,
      instantInWords(window.closesAtMs, timeZone).en,
      timeZone,
      contestState(status, window, nowMs),
      purpose,
    ]),
  });
}

/** The election with its races and their candidates, in the order of the ballot. */
export function electionDetails(election: ElectionDetail, nowMs: number): string {
  const head = recordTable([
    ['election', election.id],
    ['name (fr)', election.name.fr],
    ['name (en)', election.name.en],
    ['type', election.type],
    ['opens', instantInWords(election.window.opensAtMs, election.timeZone).en],
    ['closes', instantInWords(election.window.closesAtMs, election.timeZone).en],
    ['state', contestState(election.status, election.window, nowMs)],
    ['results', election.resultsVisibility],
    ['blank votes', election.blankVotes],
    ['approval', election.approval],
    ['purpose', election.purpose],
    ['ballot record', election.ballotRecord],
  ]);
  if (election.races.length === 0) return head;
  const races = textTable({
    head: ['region', 'method', 'seats', 'ranks', 'rules', 'candidates'],
    rows: election.races.map((race) => [
      race.regionId,
      race.method,
      race.seats,
      race.maxRanks,
      race.ruleSet,
      race.candidates.map(candidateLine).join('\n'),
    ]),
  });
  return `${head}\n${races}`;
}

function candidateLine(candidate: Candidate): string {
  const party = candidate.partyCode ?? 'independent';
  const withdrawn = candidate.withdrawnAtMs === undefined ? '' : ', withdrawn';
  return `${isolated(candidateName(candidate))} (${party}) [${candidate.id}]${withdrawn}`;
}
