import type { Candidate } from './contest.ts';
import type { BrokenTie, Round, TabulationResult } from './result.ts';
import type { RuleSet } from './rule-set.ts';

/** The identifiers in the lots, the order and the decisions of a rule set. */
function namedBy(rules: RuleSet): readonly string[] {
  return [
    ...('lot' in rules ? rules.lot : []),
    ...('order' in rules ? rules.order : []),
    ...('decisions' in rules ? rules.decisions : []),
  ];
}

/**
 * The first identifier in the lots, order or decisions that belongs to no candidate. Withdrawn candidates are
 * allowed, because the order may have been drawn before they withdrew.
 */
export function unknownCandidateIn(rules: RuleSet, candidates: readonly Candidate[]): string | undefined {
  const ids = new Set(candidates.map(({ id }) => id));
  return namedBy(rules).find((id) => !ids.has(id));
}

/**
 * The first tie of a count that was broken without a public draw, or undefined. `wigm-prf`, `meek-prf` and `rctab` (in
 * its mode `useCandidateOrder`) use the order of the ballot for candidates that are not in `order`, and the modes of
 * `rctab` that draw use seed 0 when none is given. Everybody knows both beforehand, so such a tie is not left to
 * chance.
 */
export function undrawnTie(result: TabulationResult, rules: RuleSet): BrokenTie | undefined {
  if (rules.rule !== 'wigm-prf' && rules.rule !== 'meek-prf' && rules.rule !== 'rctab') return undefined;
  const undrawn = ({ method }: BrokenTie): boolean => {
    if (method.kind === 'ballot-order') return true;
    // Counts that were stored before `ballot-order` existed say `order` for both.
    if (method.kind === 'order') return method.among.some((id) => !rules.order.includes(id));
    const seeded = method.kind === 'seeded-draw' || method.kind === 'seeded-order';
    return seeded && rules.rule === 'rctab' && rules.randomSeed === undefined;
  };
  return tiesOf(result).find(undrawn);
}

/**
 * Says how an undrawn tie was broken and what to draw instead, in both languages. The text completes a sentence that begins with the tie.
 */
export function undrawnTieAdvice({ method }: BrokenTie): { readonly fr: string; readonly en: string } {
  return method.kind === 'order' || method.kind === 'ballot-order'
    ? {
        fr: 'a été départagée par l’ordre du bulletin : tirez au sort un ordre des candidatures et donnez-le avec order=',
        en: 'was broken by the order of the ballot: draw an order of the candidates and give it with order=',
      }
    : {
        fr: 'a été départagée par un tirage dont tout le monde connaît la graine : tirez au sort un nombre et donnez-le avec randomSeed=',
        en: 'was broken by a draw from a seed that everybody knows: draw a number and give it with randomSeed=',
      };
}

/** The lots or decisions of the rules that no tie of the count used. */
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
