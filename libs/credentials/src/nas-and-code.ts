/*
 * What a voter types: a NAS (numéro d'assurance sociale) of 9 digits, and a code of 6 ASCII letters or digits in either
 * case.
 *
 * Voters copy both from letters, PDF files and word processors. Characters that only separate are therefore allowed
 * before, after and between them: white space of every kind, dashes, hyphens, dots, and invisible characters (a byte
 * order mark, zero-width characters, marks of writing direction). Nothing else is corrected. Full-width digits, or a
 * letter O in place of a zero, are mistakes that the voter must see; we do not guess what was meant.
 */

/**
 * White space (JavaScript's `\s`, with no-break spaces and the byte order mark), hyphens, dashes, the minus sign, dots.
 */
const VISIBLE_SEPARATORS = String.raw`\s.\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d`;
/** The soft hyphen, zero-width characters and marks of direction. */
const INVISIBLE_CHARACTERS = String.raw`\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff`;
const SEPARATOR = `[${VISIBLE_SEPARATORS}${INVISIBLE_CHARACTERS}]`;

/** The longest text that is examined. The limit keeps long runs of blanks from using processor time. */
export const LONGEST_AS_WRITTEN = 64;
/**
 * Matches the texts that {@link normaliseNas} accepts, if they have no more than {@link LONGEST_AS_WRITTEN} characters.
 */
export const NAS_AS_WRITTEN = new RegExp(`^${SEPARATOR}*(?:[0-9]${SEPARATOR}*){9}$`);
/**
 * Matches the texts that {@link normaliseCode} accepts, if they have no more than {@link LONGEST_AS_WRITTEN}
 * characters.
 */
export const CODE_AS_WRITTEN = new RegExp(`^${SEPARATOR}*(?:[A-Za-z0-9]${SEPARATOR}*){6}$`);

const NAS = /^[0-9]{9}$/;
const CODE = /^[A-Z0-9]{6}$/;
const SEPARATORS = new RegExp(SEPARATOR, 'g');

/** The 9 digits of a NAS, or undefined if the text is not a NAS. */
export function normaliseNas(text: string): string | undefined {
  if (NAS.test(text)) return text;
  if (text.length > LONGEST_AS_WRITTEN || !NAS_AS_WRITTEN.test(text)) return undefined;
  return text.replaceAll(SEPARATORS, '');
}

/** The 6 characters of a code, in upper case, or undefined if the text is not a code. */
export function normaliseCode(text: string): string | undefined {
  if (CODE.test(text)) return text;
  // Length and alphabet are checked before the conversion: 'ß'.toUpperCase() is two letters, and 'ı' becomes an ASCII
  // I.
  if (text.length > LONGEST_AS_WRITTEN || !CODE_AS_WRITTEN.test(text)) return undefined;
  return text.replaceAll(SEPARATORS, '').toUpperCase();
}

const INVISIBLE = new RegExp(`[${INVISIBLE_CHARACTERS}]`, 'g');
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/**
 * Cleans an ASCII word, such as an identifier or a choice: removes invisible characters and the white space around it,
 * and replaces dashes, which word processors write, by hyphens.
 */
export function tidyWord(text: string): string {
  return text.replaceAll(INVISIBLE, '').trim().replaceAll(DASHES, '-');
}
