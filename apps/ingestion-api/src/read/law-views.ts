import type { LawResult } from '@scrutin/ballot-store';
import type { PublicLawResultBody } from '@scrutin/contracts/public';
import { lawCountsView, lawRulesView } from '@scrutin/contracts/public';
import type { Law } from '@scrutin/election';
import { percentageOf, windowStateAt } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import type { ReferendumVerdict } from '@scrutin/tabulation';
import { lawContest, referendumRules, tabulate } from '@scrutin/tabulation';
import type { CountedLaw } from './public-queries.ts';

/**
 * The result of a law as the API shows it. The counts are JSON numbers, which are exact up to 2^53. The outcome is
 * shown once voting is over; until then, the leading side is.
 */
export function lawResultBody({ law, result }: CountedLaw, nowMs: number): PublicLawResultBody {
  const { oui, non } = result;
  const closed = windowStateAt(law.window, nowMs) === 'closed';
  return {
    ...lawCountsView(result),
    oui_percentage: percentageOf(oui, oui + non),
    non_percentage: percentageOf(non, oui + non),
    leading: closed ? null : leadingSide(result),
    outcome: closed ? verdictOf(law, result) : null,
    ...lawRulesView(law),
    provisional: law.status !== 'certified',
  };
}

function leadingSide({ oui, non }: LawResult): PublicLawResultBody['leading'] {
  if (oui === non) return oui === 0n ? null : 'tied';
  return oui > non ? 'oui' : 'non';
}

/** The verdict of a tabulation of these counts by the rules of the law. */
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
