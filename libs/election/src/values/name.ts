import type { LocalizedText } from '../contests/localized-text.ts';

/**
 * A name in the form in which it is stored: composed (Unicode Normalization Form C), so that equal names are equal
 * texts, and without spaces at its ends. Everything else about a name is checked and never changed.
 */
export function normalName(name: string): string {
  return name.normalize('NFC').trim();
}

/** {@link normalName} of a text in both languages. */
export function normalNames({ fr, en }: LocalizedText): LocalizedText {
  return { fr: normalName(fr), en: normalName(en) };
}

// eslint-disable-next-line no-restricted-globals -- Where characters end is said by tables of Unicode.
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The number of characters as people count them: extended grapheme clusters (Unicode Standard Annex #29). `é` is one,
 * composed or not, and so is a flag.
 */
export function graphemes(text: string): number {
  return Array.from(SEGMENTER.segment(text)).length;
}
