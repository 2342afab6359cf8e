import type { Candidate, Contest, RuleSet, TabulationAwaitsLot } from '@scrutin/tabulation';
import { candidateReference, formatRuleSet, unusedLots } from '@scrutin/tabulation';
import { inWords } from '../language.ts';

/** Where a rule set takes what was drawn or decided. */
export function lotOption(rules: RuleSet): 'decisions' | 'lot' | 'order' {
  if (rules.rule === 'rctab') return 'decisions';
  return 'lot' in rules ? 'lot' : 'order';
}

/** Exactly what to type once the lot is drawn, or once an order of all candidates is. */
export function lotAdvice(
  result: TabulationAwaitsLot,
  { candidates }: Contest,
  rules: RuleSet,
): readonly string[] {
  const [first, ...others] = result.tie.among;
  if (first === undefined) return [];
  const option = lotOption(rules);
  const given = 'lot' in rules ? rules.lot : 'decisions' in rules ? rules.decisions : [];
  const used = given.slice(0, given.length - unusedLots(result, rules).length);
  const instead = others.map((id) => candidateReference(id, candidates));
  const last = candidateReference(first, candidates);
  const again = typed(rules, option, [...used, first], candidates);
  const drawn = inWords({
    fr: `Faites le tirage, puis dépouillez de nouveau avec la candidature sur laquelle il est tombé : ${again} (${instead.join(' ou ')} à la place de la dernière, ${last}, s’il y est tombé).`,
    en: `Draw it, and count again with the candidate on whom it fell: ${again} (${instead.join(' or ')} in place of the last, ${last}, if it fell there).`,
  });
  if (!('lot' in rules)) return [drawn];
  const standing = candidates.filter(({ excluded }) => excluded !== true).map(({ id }) => id);
  const order = typed({ ...rules, lot: used }, 'order', standing, candidates);
  return [
    drawn,
    inWords({
      fr: `Ou tirez une fois un ordre de toutes les candidatures, qui règle cette égalité et toutes les suivantes (à égalité, la première est élue, la dernière éliminée) : ${order}, dans l’ordre du tirage. Mieux vaut le tirer d’avance, si l’on attend des candidatures sans voix.`,
      en:
        'Or draw an order of all candidates once, which decides this and every later tie (of the tied the earliest is ' +
        `elected, the latest eliminated): ${order}, in the order drawn. It is best drawn beforehand, when candidates ` +
        'without votes are expected.',
    }),
  ];
}

/** The option of the command line, quoted for a shell. */
function typed(
  rules: RuleSet,
  option: 'decisions' | 'lot' | 'order',
  ids: readonly string[],
  candidates: readonly Candidate[],
): string {
  const named = (list: readonly string[]): readonly string[] =>
    list.map((id) => candidateReference(id, candidates));
  const text = formatRuleSet({
    ...rules,
    ...('lot' in rules ? { lot: named(rules.lot) } : {}),
    ...('order' in rules ? { order: named(rules.order) } : {}),
    ...('decisions' in rules ? { decisions: named(rules.decisions) } : {}),
    [option]: named(ids),
  });
  return `--rules '${text}'`;
}
