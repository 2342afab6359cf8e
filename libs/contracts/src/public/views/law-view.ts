import type { Law } from '@scrutin/election';
import { windowStateAt } from '@scrutin/election';
import type { LawBody } from '../law.ts';
import type { lawTerms } from '../law-terms.ts';
import { windowView } from './window-view.ts';

/** What a law needs to be adopted. The quorum is exact up to 2^53. */
export function lawTermsView(law: Law): Pick<LawBody, keyof typeof lawTerms> {
  return {
    quorum_votes: law.quorumVotes === undefined ? null : Number(law.quorumVotes),
    quorum_share: law.quorumShare ?? null,
    threshold: law.threshold ?? null,
    threshold_base: law.thresholdBase,
  };
}

/** A law as the public API shows it at `nowMs`. */
export function lawView(law: Law, nowMs: number): LawBody {
  return {
    id: law.id,
    title: law.title,
    summary: law.summary,
    ...windowView(law),
    state: windowStateAt(law.window, nowMs),
    certified: law.status === 'certified',
    results_visibility: law.resultsVisibility,
    blank_votes: law.blankVotes,
    ballot_record: law.ballotRecord,
    ...lawTermsView(law),
    purpose: law.purpose,
  };
}
