import { formatRuleSet, parseRuleSet } from '@scrutin/tabulation';
import type { LocalizedText } from '../contests/localized-text.ts';

/** A candidate whom the drawn order of a race may have to name. */
interface Standing {
  readonly id: string;
  /** The order may name a withdrawn candidate, because it may have been drawn before the withdrawal, but need not. */
  readonly withdrawn: boolean;
}

/**
 * The problem with the drawn order of the candidates in the rules of a race: it must name everybody who stands, and
 * nobody who is not a candidate of this race. (The parser refuses an order that names somebody twice.)
 */
export function drawnOrderProblem(
  ruleSet: string,
  candidates: readonly Standing[],
): LocalizedText | undefined {
  const parsed = parseRuleSet(ruleSet);
  if (!parsed.ok || !('order' in parsed.rules) || parsed.rules.order.length === 0) return undefined;
  const { order } = parsed.rules;
  const strangers = order.filter((id) => !candidates.some((candidate) => candidate.id === id)).join(', ');
  if (strangers !== '') {
    return {
      fr: `L’ordre tiré au sort que donnent les règles (order=) nomme ${strangers} : aucune candidature de cette circonscription n’a cet identifiant.`,
      en: `The drawn order in the rules (order=) names ${strangers}: no candidate of this race has that identifier.`,
    };
  }
  const left = candidates.filter(({ id, withdrawn }) => !withdrawn && !order.includes(id));
  const missing = left.map(({ id }) => id).join(', ');
  return missing === ''
    ? undefined
    : {
        fr: `L’ordre tiré au sort que donnent les règles (order=) ne nomme pas ${missing} : il doit nommer toutes les candidatures de la circonscription.`,
        en: `The drawn order in the rules (order=) does not name ${missing}: it must name everybody who stands in the race.`,
      };
}

/** A rule set whose drawn order, if it has one, names only these candidates, in the same order. */
export function withOrderAmong(ruleSet: string, ids: ReadonlySet<string>): string {
  const parsed = parseRuleSet(ruleSet);
  if (!parsed.ok || !('order' in parsed.rules)) return ruleSet;
  const { rules } = parsed;
  const order = rules.order.filter((id) => ids.has(id));
  return order.length === rules.order.length ? ruleSet : formatRuleSet({ ...rules, order });
}
