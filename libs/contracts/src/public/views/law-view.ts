import type { Law } from '@scrutin/election';
import { thresholdPercentage, windowStateAt } from '@scrutin/election';
import type { LawBody } from '../law.ts';
import { windowView } from './window-view.ts';

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
    purpose: law.purpose,
  };
}

/** The quorum and the threshold of a law. The quorum is exact up to 2^53. */
export function lawRulesView({ quorumVotes, thresholdBasisPoints }: Law): {
  readonly quorum_votes: number | null;
  readonly threshold_percentage: number | null;
} {
  return {
    quorum_votes: quorumVotes === undefined ? null : Number(quorumVotes),
    threshold_percentage:
      thresholdBasisPoints === undefined ? null : thresholdPercentage(thresholdBasisPoints),
  };
}
