import { percentageOf } from '@scrutin/election';
import type { DocumentLanguage } from './document.ts';

const GROUPS_OF_THREE = /\B(?=(?:\d{3})+(?!\d))/g;

/** A whole number: `12 345` in French, `12,345` in English. */
export function wholeNumber(value: bigint | number, language: DocumentLanguage): string {
  return value.toString().replace(GROUPS_OF_THREE, language === 'fr' ? '\u00a0' : ',');
}

/** Votes as a count writes them, e.g. `744.00000`, with all their decimals unless they are zeros. */
export function votesNumber(text: string, language: DocumentLanguage): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '0', decimals = ''] = text.slice(sign.length).split('.');
  const shown = `${sign}${wholeNumber(BigInt(whole), language)}`;
  if (/^0*$/.test(decimals)) return shown;
  return `${shown}${language === 'fr' ? ',' : '.'}${decimals}`;
}

/** A part in percent with two decimals: `54,55 %` in French, `54.55%` in English. A dash if the whole is 0. */
export function percentage(part: bigint, whole: bigint, language: DocumentLanguage): string {
  if (whole === 0n) return '–';
  const text = percentageOf(part, whole).toFixed(2);
  return language === 'fr' ? `${text.replace('.', ',')}\u00a0%` : `${text}%`;
}

/** A share such as `2/3` or `66.67%`, as the language writes it. */
export function shareText(share: string, language: DocumentLanguage): string {
  return language === 'fr' ? share.replace('.', ',').replace('%', '\u00a0%') : share;
}
