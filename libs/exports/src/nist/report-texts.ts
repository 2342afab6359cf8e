import type { LocalizedText } from '@scrutin/election';

/** A text in both languages, as NIST SP 1500-100 writes it. */
export function bothLanguages(text: LocalizedText) {
  return {
    '@type': 'ElectionResults.InternationalizedText',
    Text: (['fr', 'en'] as const).map((language) => ({
      '@type': 'ElectionResults.LanguageString',
      Language: language,
      Content: text[language],
    })),
  } as const;
}

/** An identifier of Scrutin beside the identifiers that a report numbers itself. */
export function ourIdentifier(value: string) {
  return [
    {
      '@type': 'ElectionResults.ExternalIdentifier',
      Type: 'other',
      OtherType: 'scrutin',
      Value: value,
    },
  ] as const;
}

/** An instant without fractions of a second, which the format does not take. */
export function wholeSeconds(instant: string): string {
  return instant.replace(/\.\d+Z$/, 'Z');
}
