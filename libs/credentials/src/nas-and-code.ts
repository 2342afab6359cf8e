/**
 * What a voter types. NAS (numéro d'assurance sociale): 9 digits. Code: 6 ASCII letters or digits, in any case.
 *
 * Both are copied from letters, PDF files and word processors, so that characters which only set them apart may
 * stand before, after and between theirs: white space of every kind, dashes, hyphens, dots, and characters that
 * nobody sees (a byte order mark, zero-width characters, marks of writing direction). Nothing else is mended:
 * full-width digits or a letter O for a zero are the voter's mistake to see, not ours to guess.
 */

/** White space (JavaScript's `\s`, with the no-break spaces and the byte order mark), hyphens, dashes, the minus sign, dots. */
const VISIBLE_SEPARATORS = String.raw`\s.\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d`;
/** The soft hyphen, zero-width characters and marks of direction. */
const INVISIBLE_CHARACTERS = String.raw`\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff`;
const SEPARATOR = `[${VISIBLE_SEPARATORS}${INVISIBLE_CHARACTERS}]`;

/** Longest text worth looking at. A bound, so that a flood of blanks costs nothing. */
export const LONGEST_AS_WRITTEN = 64;
/** What {@link normaliseNas} takes, up to {@link LONGEST_AS_WRITTEN} characters. */
export const NAS_AS_WRITTEN = new RegExp(`^${SEPARATOR}*(?:[0-9]${SEPARATOR}*){9}$`);
/** What {@link normaliseCode} takes, up to {@link LONGEST_AS_WRITTEN} characters. */
export const CODE_AS_WRITTEN = new RegExp(`^${SEPARATOR}*(?:[A-Za-z0-9]${SEPARATOR}*){6}$`);

const NAS = /^[0-9]{9}$/;
const CODE = /^[A-Z0-9]{6}$/;
const SEPARATORS = new RegExp(SEPARATOR, 'g');

/** The 9 digits, or undefined when the text is no NAS. */
export function normaliseNas(text: string): string | undefined {
  if (NAS.test(text)) return text;
  if (text.length > LONGEST_AS_WRITTEN || !NAS_AS_WRITTEN.test(text)) return undefined;
  return text.replaceAll(SEPARATORS, '');
}

/** The 6 upper-cased letters and digits, or undefined when the text is no code. */
export function normaliseCode(text: string): string | undefined {
  if (CODE.test(text)) return text;
  // Length and alphabet before upper-casing: 'ß'.toUpperCase() is two letters, and 'ı' becomes an ASCII I.
  if (text.length > LONGEST_AS_WRITTEN || !CODE_AS_WRITTEN.test(text)) return undefined;
  return text.replaceAll(SEPARATORS, '').toUpperCase();
}

const INVISIBLE = new RegExp(`[${INVISIBLE_CHARACTERS}]`, 'g');
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/**
 * A word of ASCII (an identifier, a choice) as it was meant: without what nobody sees in it, without white space
 * around it, and with a hyphen where a word processor made it a dash.
 */
export function tidyWord(text: string): string {
  return text.replaceAll(INVISIBLE, '').trim().replaceAll(DASHES, '-');
}
