import Table from 'cli-table3';
import type { LawResult } from '@scrutin/ballot-store';
import type { Law } from '@scrutin/election';
import { contestState, percentageOf } from '@scrutin/election';

const PLAIN = { style: { head: [], border: [] } };

export function lawTable(laws: readonly Law[], nowMs: number): string {
  const table = new Table({ head: ['law', 'title', 'opens', 'closes', 'state'], ...PLAIN });
  for (const law of laws) {
    table.push([
      law.id,
      law.title.fr,
      isoMinute(law.window.opensAtMs),
      isoMinute(law.window.closesAtMs),
      contestState(law.status, law.window, nowMs),
    ]);
  }
  return table.toString();
}

export function lawDetails(law: Law, nowMs: number): string {
  const table = new Table(PLAIN);
  table.push(
    { law: law.id },
    { 'title (fr)': law.title.fr },
    { 'title (en)': law.title.en },
    { 'summary (fr)': law.summary.fr },
    { 'summary (en)': law.summary.en },
    { opens: new Date(law.window.opensAtMs).toISOString() },
    { closes: new Date(law.window.closesAtMs).toISOString() },
    { state: contestState(law.status, law.window, nowMs) },
    { results: law.resultsVisibility },
    { 'quorum (votes)': law.quorumVotes?.toString() ?? 'none' },
    {
      'adopted by':
        law.thresholdBasisPoints === undefined
          ? 'more oui than non'
          : `${law.thresholdBasisPoints / 100} % oui`,
    },
  );
  return table.toString();
}

export function resultTable(results: readonly LawResult[]): string {
  const table = new Table({
    head: ['law', 'oui', 'non', 'votes', 'oui %', 'last counted'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
    ...PLAIN,
  });
  for (const { lawId, oui, non, updatedAtMs } of results) {
    table.push([
      lawId,
      oui.toLocaleString('en-CA'),
      non.toLocaleString('en-CA'),
      (oui + non).toLocaleString('en-CA'),
      share(oui, oui + non),
      updatedAtMs === undefined ? '' : new Date(updatedAtMs).toISOString(),
    ]);
  }
  return table.toString();
}

/** The percentage with two decimals, rounded as the API does. Empty without votes. */
export function share(part: bigint, whole: bigint): string {
  return whole === 0n ? '' : percentageOf(part, whole).toFixed(2);
}

function isoMinute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16)}Z`;
}
