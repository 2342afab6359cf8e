import type { CountedLaw, LawResult, Share } from '@scrutin/election';
import { fractionOf, instantText, lawPercentages, lawVerdict, windowStateAt } from '@scrutin/election';
import { quorumInBallots, referendumRules } from '@scrutin/tabulation';
import type { PublicLawResultBody } from '../law.ts';
import { lawTermsView } from './law-view.ts';

/**
 * The result of a law as the API shows it at `nowMs`. The counts are JSON numbers, which are exact up to 2^53. The
 * outcome is shown once voting is over; until then, the leading side is.
 */
export function lawResultView(counted: CountedLaw, nowMs: number): PublicLawResultBody {
  const { law, result } = counted;
  const { oui, non, blank, registeredVoters, updatedAtMs } = result;
  const percentages = lawPercentages(counted);
  const closed = windowStateAt(law.window, nowMs) === 'closed';
  return {
    law_id: law.id,
    oui_count: Number(oui),
    non_count: Number(non),
    blank_count: Number(blank),
    total_votes: Number(oui + non + blank),
    updated_at: updatedAtMs === undefined ? null : instantText(updatedAtMs),
    time_zone: law.timeZone,
    oui_percentage: percentages.oui,
    non_percentage: percentages.non,
    blank_percentage: percentages.blank,
    leading: closed ? null : leadingSide(result),
    outcome: closed ? lawVerdict(counted) : null,
    ...lawTermsView(law),
    quorum_required: Number(quorumInBallots(referendumRules(law, registeredVoters))),
    registered_voters: registeredVoters === undefined ? null : Number(registeredVoters),
    threshold_fraction: law.threshold === undefined ? null : fractionText(law.threshold),
    threshold_percentage: percentages.threshold ?? null,
    purpose: law.purpose,
    provisional: law.status !== 'certified',
  };
}

function fractionText(share: Share): string {
  const { numerator, denominator } = fractionOf(share);
  return `${numerator}/${denominator}`;
}

function leadingSide({ oui, non }: LawResult): PublicLawResultBody['leading'] {
  if (oui === non) return oui === 0n ? null : 'tied';
  return oui > non ? 'oui' : 'non';
}
