import { parseRuleSet } from '@scrutin/tabulation';
import type { LocalizedText } from '../contests/localized-text.ts';

/** A candidate, as the drawn order of a race must name them. */
interface Standing {
  readonly id: string;
  /** A withdrawn candidate may be in the order, which may have been drawn before, and need not be. */
  readonly withdrawn: boolean;
}

/**
 * The problem with the order of the candidates that the rules of a race have drawn beforehand: it must name everybody
 * who stands, and nobody who is not a candidate of this race. (That it names somebody twice, the parser refuses.)
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
      fr: `L’ordre tiré dans les règles (order=) nomme ${strangers} : aucune candidature de cette course n’a cet identifiant.`,
      en: `The order drawn in the rules (order=) names ${strangers}: no candidate of this race has that identifier.`,
    };
  }
  const left = candidates.filter(({ id, withdrawn }) => !withdrawn && !order.includes(id));
  const missing = left.map(({ id }) => id).join(', ');
  return missing === ''
    ? undefined
    : {
        fr: `L’ordre tiré dans les règles (order=) ne nomme pas ${missing} : il doit nommer toutes les candidatures de la course.`,
        en: `The order drawn in the rules (order=) does not name ${missing}: it must name everybody who stands in the race.`,
      };
}
