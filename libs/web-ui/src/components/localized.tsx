import type { ReactNode } from 'react';
import type { Language } from '../texts.ts';

/**
 * A text of an official or a candidate in the language of the page. If it exists in the other language only, that one is
 * shown and marked, so that screen readers pronounce it rightly. Empty if there is none.
 */
export function Localized(props: {
  readonly text: Readonly<Record<Language, string>>;
  readonly language: Language;
}): ReactNode {
  const { text, language } = props;
  if (text[language] !== '') return <>{text[language]}</>;
  const other = language === 'fr' ? 'en' : 'fr';
  return text[other] === '' ? null : <span lang={other}>{text[other]}</span>;
}
