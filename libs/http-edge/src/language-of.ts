import Negotiator from 'negotiator';
import type { Language } from '@scrutin/contracts/problems';
import { LANGUAGES } from '@scrutin/contracts/problems';

/**
 * The language of an answer, by the quality values of an Accept-Language header (RFC 9110, 12.5.4). `fr-CA` means
 * French. The language is French if the header is absent, accepts any language, or accepts neither French nor English,
 * because French is the official language of Quebec.
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'fr';
  const negotiator = new Negotiator({ headers: { 'accept-language': acceptLanguage } });
  return negotiator.language([...LANGUAGES]) === 'en' ? 'en' : 'fr';
}
