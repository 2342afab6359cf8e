import type { Language } from '../texts.ts';
import { localeOf } from './locale.ts';

/** A whole number with its thousands apart: `8 000 000` in French, `8,000,000` in English. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(localeOf(language)).format(count);
}

/**
 * A percentage with at most two decimals: `56,3 %` in French, `56.3%` in English.
 *
 * @param percentage from 0 to 100, rounded by the server, which makes sure that it never contradicts the outcome
 */
export function formatPercentage(percentage: number, language: Language): string {
  const number = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 2 }).format(percentage);
  return language === 'fr' ? `${number}\u00a0%` : `${number}%`;
}
