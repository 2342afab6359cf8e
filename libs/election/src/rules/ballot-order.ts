import type { LocalizedText } from '../contests/localized-text.ts';

/**
 * The problem of an order that is asked for the candidates of a race, as a sentence: it must name every candidate once.
 *
 * @param present the identifiers of the candidates of the race
 * @param asked identifiers in the order that the ballot is to have
 */
export function ballotOrderProblem(
  present: readonly string[],
  asked: readonly string[],
): LocalizedText | undefined {
  const twice = asked.find((id, index) => asked.indexOf(id) !== index);
  if (twice !== undefined) {
    return { fr: `L’ordre nomme deux fois ${twice}.`, en: `The order names ${twice} twice.` };
  }
  const unknown = asked.filter((id) => !present.includes(id)).join(', ');
  if (unknown !== '') {
    return {
      fr: `L’ordre nomme ${unknown} : aucune candidature de cette circonscription ne s’appelle ainsi.`,
      en: `The order names ${unknown}: not a candidate of this race.`,
    };
  }
  const missing = present.filter((id) => !asked.includes(id)).join(', ');
  return missing === ''
    ? undefined
    : {
        fr: `L’ordre doit nommer toutes les candidatures : ${missing}.`,
        en: `The order must name every candidate: ${missing}.`,
      };
}
