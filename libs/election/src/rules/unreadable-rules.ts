import type { LocalizedText } from '../contests/localized-text.ts';

/** The sentence for a rule set that `parseRuleSet` cannot read. @param problem what it found */
export function unreadableRules(problem: LocalizedText): LocalizedText {
  return {
    fr: `Le jeu de règles est illisible : ${problem.fr}.`,
    en: `The rule set cannot be read: ${problem.en}.`,
  };
}
