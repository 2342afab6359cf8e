import type { LawBody, LawResultBody } from '@scrutin/contracts';
import type { Law, LawResult } from '@scrutin/ballot-store';
import { windowStateAt } from '@scrutin/election';

/** A law as the catalogue shows it at `nowMs`. */
export function lawBody(law: Law, nowMs: number): LawBody {
  return {
    id: law.id,
    title: { fr: law.titleFr, en: law.titleEn },
    summary: { fr: law.summaryFr, en: law.summaryEn },
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

/** @param result undefined while no vote on the law is counted */
export function lawResultBody(law: Law, result: LawResult | undefined): LawResultBody {
  const oui = result?.oui ?? 0;
  const non = result?.non ?? 0;
  return {
    law_id: law.id,
    oui_count: oui,
    non_count: non,
    total_votes: oui + non,
    updated_at: result === undefined ? null : isoOf(result.updatedAtMs),
  };
}

function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
