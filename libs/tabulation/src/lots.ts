import type { Candidate } from './contest.ts';
import type { BrokenTie, Round, TabulationResult } from './result.ts';
import type { RuleSet } from './rule-set.ts';

/** Everybody whom the lots, the order or the decisions of a rule set name. */
function namedBy(rules: RuleSet): readonly string[] {
  return [
    ...('lot' in rules ? rules.lot : []),
    ...('order' in rules ? rules.order : []),
    ...('decisions' in rules ? rules.decisions : []),
  ];
}

/** Whom the rule set names though no candidate has that identifier; who withdrew may be in an order drawn before. */
export function strangerIn(rules: RuleSet, candidates: readonly Candidate[]): string | undefined {
  const ids = new Set(candidates.map(({ id }) => id));
  return namedBy(rules).find((id) => !ids.has(id));
}

/**
 * The first tie that the order of the ballot broke: `wigm-prf` and `meek-prf` take it for whoever is not in
 * `order`, while the rules themselves want an order that was drawn. Undefined when there is none.
 */
export function undrawnTie(result: TabulationResult, rules: RuleSet): BrokenTie | undefined {
  if (result.status === 'refused') return undefined;
  if (rules.rule !== 'wigm-prf' && rules.rule !== 'meek-prf') return undefined;
  const rounds: readonly Round[] =
    result.status === 'complete' ? result.rounds : [...result.rounds, result.openRound];
  return rounds
    .flatMap(({ ties }) => ties)
    .find(({ method }) => method.kind === 'order' && method.among.some((id) => !rules.order.includes(id)));
}
