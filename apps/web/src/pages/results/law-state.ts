import type { Language } from '@scrutin/web-ui';
import { formatInstant } from '@scrutin/web-ui';
import type { LawEntry } from './load.ts';
import { TEXTS } from './texts.ts';

/** The signs stand beside words. */
const SIGNS = { adopted: '✓', rejected: '×', tied: '=', 'quorum-not-met': '!' } as const;

/** The outcome of a law in a few words, and whether it is final. */
export function lawState({ law, result }: LawEntry, language: Language): string {
  const text = TEXTS[language];
  if (result === null) {
    return text.whichAreWithheld(formatInstant(law.closes_at, law.time_zone, language));
  }
  const { outcome, leading, provisional } = result;
  const what =
    outcome === null
      ? leading === null
        ? text.counting
        : text.leading[leading]
      : `${SIGNS[outcome]} ${text.verdict[outcome]}`;
  return `${what}\u00a0· ${provisional ? text.provisional : text.certified}`;
}
