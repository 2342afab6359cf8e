import type { LawBody } from '@scrutin/contracts/public';
import { lawRulesView, lawView } from '@scrutin/contracts/public';
import type { ContestStatus, Law } from '@scrutin/election';

/** A law as the API gives it, with what only its officials see. */
export interface LawJson extends LawBody {
  readonly status: ContestStatus;
  /** Null: it binds with any number of votes. */
  readonly quorum_votes: number | null;
  /** Null: more oui than non adopts. */
  readonly threshold_percentage: number | null;
}

export function lawJson(law: Law, nowMs: number): LawJson {
  return { ...lawView(law, nowMs), status: law.status, ...lawRulesView(law) };
}
