import type { LawBody, LawResultBody } from '@scrutin/contracts';
import type { Law, LawResult } from '@scrutin/ballot-store';
import { windowStateAt } from '@scrutin/election';

/** A law as the catalogue shows it at `nowMs`. */
export function lawBody(law: Law, nowMs: number): LawBody {
  return {
    id: law.id,
    title: law.title,
    summary: law.summary,
    opens_at: isoOf(law.window.opensAtMs),
    closes_at: isoOf(law.window.closesAtMs),
    state: windowStateAt(law.window, nowMs),
    results_visibility: law.resultsVisibility,
  };
}

/** Whether the results of a law may be told at `nowMs`. Partial results can sway who has yet to vote. */
export function resultsArePublic(law: Law, nowMs: number): boolean {
  switch (law.resultsVisibility) {
    case 'live':
      return true;
    case 'after-closing':
      return windowStateAt(law.window, nowMs) === 'closed';
  }
}

/** Counts as JSON numbers: exact up to 2^53. */
export function lawResultBody(result: LawResult): LawResultBody {
  return {
    law_id: result.lawId,
    oui_count: Number(result.oui),
    non_count: Number(result.non),
    total_votes: Number(result.oui + result.non),
    updated_at: result.updatedAtMs === undefined ? null : isoOf(result.updatedAtMs),
  };
}

function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
