import type { TabulationDetailBody, TabulationSummaryBody } from '@scrutin/contracts/admin';
import type { Tabulation } from '@scrutin/election';
import { instantText } from '@scrutin/election';
import type { AsAnswered } from '@scrutin/http-edge';
import type { Candidate, TabulationAwaitsLot, TabulationComplete } from '@scrutin/tabulation';
import { explainRound } from '@scrutin/tabulation';
import { instantTextOrNull } from '../http/instants.ts';

/** The result of a count that was stored. A count that is refused is not stored. */
type StoredResult = TabulationComplete | TabulationAwaitsLot;

export function tabulationSummary(tabulation: Tabulation): TabulationSummaryBody {
  const result = tabulation.result as StoredResult;
  return {
    id: tabulation.id,
    contest: tabulation.contest,
    rule_set: tabulation.ruleSet,
    status: result.status,
    ballots: Number(tabulation.ballots),
    ballots_digest: tabulation.ballotsDigest,
    winners: result.status === 'complete' ? [...result.winners] : null,
    tie:
      result.status === 'awaits-lot'
        ? { purpose: result.tie.purpose, candidates: [...result.tie.candidates] }
        : null,
    computed_at: instantText(tabulation.computedAtMs),
    published_at: instantTextOrNull(tabulation.publishedAtMs),
    requested_by: tabulation.requestedBy ?? null,
  };
}

/** @param candidates the candidates of the contest, for their names in the explanations */
export function tabulationDetail(
  tabulation: Tabulation,
  candidates: readonly Candidate[],
): AsAnswered<TabulationDetailBody> {
  const result = tabulation.result as StoredResult;
  const rounds = result.status === 'complete' ? result.rounds : [...result.rounds, result.openRound];
  const passes = Math.max(1, ...rounds.map(({ pass }) => pass));
  return {
    ...tabulationSummary(tabulation),
    referendum: result.status === 'complete' ? (result.referendum ?? null) : null,
    rounds: rounds.map((round) => ({
      ...round,
      explanation: {
        fr: explainRound(round, candidates, 'fr', passes),
        en: explainRound(round, candidates, 'en', passes),
      },
    })),
  };
}
