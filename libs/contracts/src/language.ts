import Negotiator from 'negotiator';

/** The languages every public text exists in. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language. */
export type Localized = Readonly<Record<Language, string>>;

/**
 * The language to answer in, by the quality values of an Accept-Language header (RFC 9110, 12.5.4;
 * `fr-CA` is served by `fr`). French when the header is absent, asks for anything, or for neither:
 * the public of the house is Quebec's, whose official language it is.
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'fr';
  const negotiator = new Negotiator({ headers: { 'accept-language': acceptLanguage } });
  return negotiator.language([...LANGUAGES]) === 'en' ? 'en' : 'fr';
}
