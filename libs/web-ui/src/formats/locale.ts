import type { Language } from '../texts.ts';

/** The locale in which numbers and dates are written. */
export function localeOf(language: Language): 'fr-CA' | 'en-CA' {
  return language === 'fr' ? 'fr-CA' : 'en-CA';
}
