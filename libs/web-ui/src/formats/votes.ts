import type { Language } from '../texts.ts';
import { localeOf } from './locale.ts';

/**
 * An exact number of votes of a count: `744,5` in French and `744.5` in English for `"744.50000"`. It is written from
 * its digits, without floating point. Zeros at the end of the decimals are left out.
 *
 * @param votes a decimal text as counts have it: `-?[0-9]+(\.[0-9]+)?`
 */
export function formatVotes(votes: string, language: Language): string {
  const isNegative = votes.startsWith('-');
  const [whole = '0', decimals = ''] = (isNegative ? votes.slice(1) : votes).split('.');
  const shown = decimals.replace(/0+$/, '');
  const point = language === 'fr' ? ',' : '.';
  const number = new Intl.NumberFormat(localeOf(language)).format(BigInt(whole));
  return `${isNegative ? '−' : ''}${number}${shown === '' ? '' : `${point}${shown}`}`;
}
