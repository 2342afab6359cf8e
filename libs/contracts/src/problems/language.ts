import { frenchTypography } from '@scrutin/election';
/** The languages in which every public text exists. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language. */
export type Localized = Readonly<Record<Language, string>>;

/** A text as people read it: in one language, with the no-break spaces that French wants. */
export function textIn(language: Language, text: Localized): string {
  return language === 'fr' ? frenchTypography(text.fr) : text.en;
}
