import type { CountedLaw, LawResult } from '@scrutin/election';
import { instantText, lawVerdict, percentageOf, windowStateAt } from '@scrutin/election';
import type { PublicLawResultBody } from '../law.ts';
import { lawRulesView } from './law-view.ts';

/**
 * The result of a law as the API shows it at `nowMs`. The counts are JSON numbers, which are exact up to 2^53. The
 * outcome is shown once voting is over; until then, the leading side is.
 */
export function lawResultView(counted: CountedLaw, nowMs: number): PublicLawResultBody {
  const { law, result } = counted;
  const { oui, non, blank, updatedAtMs } = result;
  const closed = windowStateAt(law.window, nowMs) === 'closed';
  return {
    law_id: law.id,
    oui_count: Number(oui),
    non_count: Number(non),
    blank_count: Number(blank),
    total_votes: Number(oui + non + blank),
    updated_at: updatedAtMs === undefined ? null : instantText(updatedAtMs),
    oui_percentage: percentageOf(oui, oui + non),
    non_percentage: percentageOf(non, oui + non),
    leading: closed ? null : leadingSide(result),
    outcome: closed ? lawVerdict(counted) : null,
    ...lawRulesView(law),
    provisional: law.status !== 'certified',
  };
}

function leadingSide({ oui, non }: LawResult): PublicLawResultBody['leading'] {
  if (oui === non) return oui === 0n ? null : 'tied';
  return oui > non ? 'oui' : 'non';
}
