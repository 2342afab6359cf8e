import type { PublicLawResultBody } from '@scrutin/contracts/public';
import type { Law } from '@scrutin/election';
import { contestState, instantInWords, instantMs } from '@scrutin/election';
import { percentText } from '../results/percent-text.ts';
import { recordTable, textTable } from '../text-table.ts';

export function lawTable(laws: readonly Law[], nowMs: number): string {
  return textTable({
    head: ['law', 'title', 'opens', 'closes', 'time zone', 'state', 'purpose'],
    rows: laws.map((law) => [
      law.id,
      law.title.fr,
      instantInWords(law.window.opensAtMs, law.timeZone).en,
      instantInWords(law.window.closesAtMs, law.timeZone).en,
      law.timeZone,
      contestState(law.status, law.window, nowMs),
      law.purpose,
    ]),
  });
}

export function lawDetails(law: Law, nowMs: number): string {
  return recordTable([
    ['law', law.id],
    ['title (fr)', law.title.fr],
    ['title (en)', law.title.en],
    ['summary (fr)', law.summary.fr],
    ['summary (en)', law.summary.en],
    ['opens', instantInWords(law.window.opensAtMs, law.timeZone).en],
    ['closes', instantInWords(law.window.closesAtMs, law.timeZone).en],
    ['state', contestState(law.status, law.window, nowMs)],
    ['results', law.resultsVisibility],
    ['blank votes', law.blankVotes],
    ['approval', law.approval],
    ['purpose', law.purpose],
    ['ballot record', law.ballotRecord],
    ['quorum', quorumText(law)],
    ['adopted by', adoptionText(law)],
  ]);
}

function quorumText({ quorumVotes, quorumShare }: Law): string {
  const quorums = [
    ...(quorumVotes === undefined ? [] : [`${quorumVotes} votes`]),
    ...(quorumShare === undefined ? [] : [`${quorumShare} of the roll`]),
  ];
  return quorums.length === 0 ? 'none' : quorums.join(', and at least ');
}

function adoptionText({ threshold, thresholdBase }: Law): string {
  const base = thresholdBase === 'valid' ? 'the valid votes' : 'all votes cast';
  if (threshold !== undefined) return `at least ${threshold} oui of ${base}`;
  return thresholdBase === 'valid' ? 'more oui than non' : `more than half oui of ${base}`;
}

export function resultTable(results: readonly PublicLawResultBody[]): string {
  return textTable({
    head: ['law', 'oui', 'non', 'blank', 'votes', 'oui %', 'last counted'],
    right: [1, 2, 3, 4, 5],
    rows: results.map((result) => [
      result.law_id,
      result.oui_count,
      result.non_count,
      result.blank_count,
      result.total_votes,
      percentText(result.oui_percentage, result.total_votes),
      result.updated_at === null ? '' : instantInWords(instantMs(result.updated_at), result.time_zone).en,
    ]),
  });
}
