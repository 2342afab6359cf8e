import type { Language } from '@scrutin/web-ui';
import { formatCount } from '@scrutin/web-ui';
import { RULE_TEXTS } from './rule-texts.ts';

const STV = ['scottish-stv-2011', 'wigm-prf', 'meek-prf'];

/**
 * How the ballots are counted, in a sentence or two.
 *
 * @param ruleSet as `parseRuleSet` of @scrutin/tabulation reads it; its options change details that a sentence leaves out
 */
export function ruleSentence(ruleSet: string, seats: number, language: Language): string {
  const [name = ''] = ruleSet.split(':');
  const text = RULE_TEXTS[language];
  const number = formatCount(seats, language);
  if (name === 'referendum') return text.law;
  if (name === 'plurality') return seats === 1 ? text.one : text.several(number);
  if (name === 'irv') return text.irv;
  if (STV.includes(name) && seats > 1) return text.stv(number);
  return text.rounds;
}
