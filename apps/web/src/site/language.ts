import type { Language } from '@scrutin/web-ui';

/** The language of the page on the screen. The reader of a ballot may have changed it since the page was loaded. */
export function shownLanguage(): Language {
  return document.documentElement.lang === 'en' ? 'en' : 'fr';
}
