import type { LawResult } from '@scrutin/ballot-store';
import type { LawBody, LawResultBody } from '@scrutin/contracts/public';
import { windowStateAt } from '@scrutin/election';
import type { Law, ContestStatus } from '@scrutin/election';

/** A law as the API gives it, with what only its officials see. Counts are JSON numbers: exact up to 2^53. */
export interface LawJson extends LawBody {
  readonly status: ContestStatus;
  /** Null: it binds with any number of votes. */
  readonly quorum_votes: number | null;
  /** Null: more oui than non adopts. */
  readonly threshold_percent: number | null;
}

export function lawJson(law: Law, nowMs: number): LawJson {
  return {
    id: law.id,
    title: law.title,
    summary: law.summary,
    opens_at: new Date(law.window.opensAtMs).toISOString(),
    closes_at: new Date(law.window.closesAtMs).toISOString(),
    state: windowStateAt(law.window, nowMs),
    results_visibility: law.resultsVisibility,
    certified: law.status === 'certified',
    status: law.status,
    quorum_votes: law.quorumVotes === undefined ? null : Number(law.quorumVotes),
    threshold_percent: law.thresholdBasisPoints === undefined ? null : law.thresholdBasisPoints / 100,
  };
}

/** As `GET /api/v1/results/{law_id}`. */
export function resultJson({ lawId, oui, non, updatedAtMs }: LawResult): LawResultBody {
  return {
    law_id: lawId,
    oui_count: Number(oui),
    non_count: Number(non),
    total_votes: Number(oui + non),
    updated_at: updatedAtMs === undefined ? null : new Date(updatedAtMs).toISOString(),
  };
}
