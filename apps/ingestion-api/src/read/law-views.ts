import type { LawResult } from '@scrutin/ballot-store';
import type { LawBody, PublicLawResultBody } from '@scrutin/contracts/public';
import { percentageOf, windowStateAt } from '@scrutin/election';
import type { Law } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import { lawContest, referendumRules, tabulate } from '@scrutin/tabulation';
import type { ReferendumVerdict } from '@scrutin/tabulation';
import { isoOf } from './contest-views.ts';
import type { CountedLaw } from './readings.ts';

/** A law as the catalogue shows it at `nowMs`. */
export function lawBody(law: Law, nowMs: number): LawBody {
  return {
    id: law.id,
    title: law.title,
    summary: law.summary,
    opens_at: isoOf(law.window.opensAtMs),
    closes_at: isoOf(law.window.closesAtMs),
    state: windowStateAt(law.window, nowMs),
    certified: law.status === 'certified',
    results_visibility: law.resultsVisibility,
  };
}

/** Counts as JSON numbers: exact up to 2^53. What they make of the law is said once voting is over. */
export function lawResultBody({ law, result }: CountedLaw, nowMs: number): PublicLawResultBody {
  const { oui, non } = result;
  const closed = windowStateAt(law.window, nowMs) === 'closed';
  return {
    law_id: result.lawId,
    oui_count: Number(oui),
    non_count: Number(non),
    total_votes: Number(oui + non),
    updated_at: result.updatedAtMs === undefined ? null : isoOf(result.updatedAtMs),
    oui_percentage: percentageOf(oui, oui + non),
    non_percentage: percentageOf(non, oui + non),
    leading: closed ? null : leadingSide(result),
    outcome: closed ? verdictOf(law, result) : null,
    quorum_votes: law.quorumVotes === undefined ? null : Number(law.quorumVotes),
    threshold_percentage: law.thresholdBasisPoints === undefined ? null : law.thresholdBasisPoints / 100,
    provisional: law.status !== 'certified',
  };
}

function leadingSide({ oui, non }: LawResult): PublicLawResultBody['leading'] {
  if (oui === non) return oui === 0n ? null : 'tied';
  return oui > non ? 'oui' : 'non';
}

/** By the rules of the law itself, as a tabulation of these counts would say. */
function verdictOf(law: Law, { oui, non }: LawResult): ReferendumVerdict {
  const contest = lawContest([
    { selection: 'non', ballots: non },
    { selection: 'oui', ballots: oui },
  ]);
  const count = tabulate(contest, referendumRules(law));
  if (count.status !== 'complete' || count.referendum === undefined) {
    throw new InvariantViolation('P8', `the counts of the law ${law.id} cannot be tabulated`);
  }
  return count.referendum.verdict;
}
