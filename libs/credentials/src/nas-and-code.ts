/*
 * What a voter types: a NAS (numéro d'assurance sociale) or another identifier of 9 digits, and a code. Upper and lower
 * case are the same in a code.
 *
 * Voters copy both from letters, PDF files and word processors. Characters that only separate are therefore allowed
 * before, after and between them: white space of every kind, dashes, hyphens, dots, and invisible characters (a byte
 * order mark, zero-width characters, marks of writing direction).
 *
 * A character that looks like another one is replaced where only one can be meant: the letter O in a NAS is a zero, and
 * U in a code is a V, because no code has a U. Nothing else is corrected. A code with a character for which several
 * others could be meant (O may be a D or a Q) is refused at once, so that the voter looks at the letter again.
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

/** The letters that look like a digit. A NAS has digits only, so each of them means that digit. */
const DIGIT_MEANT: Readonly<Record<string, string>> = Object.fromEntries(
  ['0Oo', '1IiLl', '2Zz', '5Ss', '8B'].flatMap(([digit = '', ...letters]) =>
    letters.map((each) => [each, digit]),
  ),
);
/**
 * Matches the texts that {@link normaliseNas} accepts, if they have no more than {@link LONGEST_AS_WRITTEN} characters.
 */
export const NAS_AS_WRITTEN = new RegExp(`^${SEPARATOR}*(?:[0-9OoIiLlZzSsB]${SEPARATOR}*){9}$`);

/**
 * The characters of codes. Of each group of characters that look alike in print or handwriting (0 O, 1 I L, 5 S, 8 B,
 * 2 Z, 6 G, 4 A, U V), codes use one at most. There is no vowel, so that no code spells a word.
 */
export const CODE_LETTERS = 'CDFGHJKMNPQRTVWXY';
export const CODE_DIGITS = '3479';
/** The characters that codes do not use, and that look like only one which they use. */
const CODE_CHARACTER_MEANT: Readonly<Record<string, string>> = { A: '4', U: 'V', '6': 'G' };
/**
 * The lengths of codes that are generated. They are even, so that a code with one character too many or too few is
 * refused when it is entered.
 */
export const CODE_LENGTHS = [8, 10, 12] as const;
export type CodeLength = (typeof CODE_LENGTHS)[number];
/** Codes of sets that were generated earlier have 6 characters, any letters and digits. None is replaced in them. */
const OLDER_CODE_LENGTH = 6;

const codeCharacter = `[${CODE_LETTERS}${CODE_LETTERS.toLowerCase()}${CODE_DIGITS}AaUu6]`;
const codeForms = [
  `(?:[A-Za-z0-9]${SEPARATOR}*){${OLDER_CODE_LENGTH}}`,
  ...CODE_LENGTHS.map((length) => `(?:${codeCharacter}${SEPARATOR}*){${length}}`),
];
/**
 * Matches the texts that {@link normaliseCode} accepts, if they have no more than {@link LONGEST_AS_WRITTEN}
 * characters.
 */
export const CODE_AS_WRITTEN = new RegExp(`^${SEPARATOR}*(?:${codeForms.join('|')})$`);

const NAS = /^[0-9]{9}$/;
const SEPARATORS = new RegExp(SEPARATOR, 'g');

/** The 9 digits of a NAS, or undefined if the text is not a NAS. */
export function normaliseNas(text: string): string | undefined {
  if (NAS.test(text)) return text;
  if (text.length > LONGEST_AS_WRITTEN || !NAS_AS_WRITTEN.test(text)) return undefined;
  return replaced(text.replaceAll(SEPARATORS, ''), DIGIT_MEANT);
}

const CODE = new RegExp(
  `^(?:[A-Z0-9]{${OLDER_CODE_LENGTH}}|${CODE_LENGTHS.map((length) => `[${CODE_LETTERS}${CODE_DIGITS}]{${length}}`).join('|')})$`,
);

/** The characters of a code, in upper case, or undefined if the text is not a code. */
export function normaliseCode(text: string): string | undefined {
  if (CODE.test(text)) return text;
  // Length and alphabet are checked before the conversion: 'ß'.toUpperCase() is two letters, and 'ı' becomes an ASCII
  // I.
  if (text.length > LONGEST_AS_WRITTEN || !CODE_AS_WRITTEN.test(text)) return undefined;
  const code = text.replaceAll(SEPARATORS, '').toUpperCase();
  return code.length === OLDER_CODE_LENGTH ? code : replaced(code, CODE_CHARACTER_MEANT);
}

function replaced(text: string, meant: Readonly<Record<string, string>>): string {
  return Array.from(text, (character) => meant[character] ?? character).join('');
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
