import Negotiator from 'negotiator';
import type { Language } from '@scrutin/contracts/problems';
import { LANGUAGES } from '@scrutin/contracts/problems';

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
