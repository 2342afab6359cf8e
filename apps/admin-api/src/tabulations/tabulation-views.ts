import type { TabulationDetailBody, TabulationSummaryBody } from '@scrutin/contracts/admin';
import type { Tabulation } from '@scrutin/election';
import { instantText } from '@scrutin/election';
import type { AsAnswered } from '@scrutin/http-edge';
import type { Candidate, TabulationAwaitsLot, TabulationComplete } from '@scrutin/tabulation';
import { explainRound } from '@scrutin/tabulation';
import { instantTextOrNull } from '../http/instants.ts';

/** What a count that is kept came to: a refused one is not kept. */
type Kept = TabulationComplete | TabulationAwaitsLot;

export function tabulationSummary(tabulation: Tabulation): TabulationSummaryBody {
  const result = tabulation.result as Kept;
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

/** @param candidates of the contest, whose names stand in the explanations */
export function tabulationDetail(
  tabulation: Tabulation,
  candidates: readonly Candidate[],
): AsAnswered<TabulationDetailBody> {
  const result = tabulation.result as Kept;
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
