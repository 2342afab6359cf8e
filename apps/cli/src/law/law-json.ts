import type { LawBody } from '@scrutin/contracts/public';
import { lawRulesView, lawView } from '@scrutin/contracts/public';
import type { ContestStatus, Law } from '@scrutin/election';

/** A law as the public API shows it, with the members that only officials see. */
export interface LawJson extends LawBody {
  readonly status: ContestStatus;
  /** Null if the law is decided by any number of votes. */
  readonly quorum_votes: number | null;
  /** Null if more oui than non adopts the law. */
  readonly threshold_percentage: number | null;
}

export function lawJson(law: Law, nowMs: number): LawJson {
  return { ...lawView(law, nowMs), status: law.status, ...lawRulesView(law) };
}
