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
 * The first tie that nobody drew a lot for. `wigm-prf`, `meek-prf` and `rctab` (in its mode `useCandidateOrder`) take
 * the order of the ballot for whoever is not in `order`, and the modes of `rctab` that draw take seed 0 when none is
 * given: everybody knows both beforehand. Undefined when there is none.
 */
export function undrawnTie(result: TabulationResult, rules: RuleSet): BrokenTie | undefined {
  if (rules.rule !== 'wigm-prf' && rules.rule !== 'meek-prf' && rules.rule !== 'rctab') return undefined;
  const undrawn = ({ method }: BrokenTie): boolean => {
    if (method.kind === 'order') return method.among.some((id) => !rules.order.includes(id));
    const seeded = method.kind === 'seeded-draw' || method.kind === 'seeded-order';
    return seeded && rules.rule === 'rctab' && rules.randomSeed === undefined;
  };
  return tiesOf(result).find(undrawn);
}

/** How an undrawn tie was broken and what to draw instead, as the end of a sentence about it. */
export function undrawnTieAdvice({ method }: BrokenTie): string {
  return method.kind === 'order'
    ? 'was broken by the order of the ballot: draw an order of the candidates and give it with order='
    : 'was broken by a draw from a seed that everybody knows: draw a number and give it with randomSeed=';
}

/** The lots or decisions of the rules, from the first that no tie of the count used. */
export function unusedLots(result: TabulationResult, rules: RuleSet): readonly string[] {
  const given = 'lot' in rules ? rules.lot : 'decisions' in rules ? rules.decisions : [];
  const used = tiesOf(result).filter(
    ({ method }) => method.kind === 'lot' || method.kind === 'decision',
  ).length;
  return given.slice(used);
}

function tiesOf(result: TabulationResult): readonly BrokenTie[] {
  if (result.status === 'refused') return [];
  const rounds: readonly Round[] =
    result.status === 'complete' ? result.rounds : [...result.rounds, result.openRound];
  return rounds.flatMap(({ ties }) => ties);
}
