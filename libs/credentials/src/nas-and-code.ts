/**
 * What a voter types. NAS (numéro d'assurance sociale): 9 digits; spaces and dashes are only how people
 * write it. Code: 6 ASCII letters or digits, in any case. Nothing else is mended: full-width digits or a
 * letter O for a zero are the voter's mistake to see, not ours to guess.
 */
const NAS = /^[0-9]{9}$/;
const CODE = /^[A-Z0-9]{6}$/;
// Longest text worth looking at: "1 2 3 4 5 6 7 8 9" and some room. A bound, so that a flood of blanks costs nothing.
const LONGEST_NAS = 32;

/** The 9 digits, or undefined when the text is no NAS. */
export function normaliseNas(text: string): string | undefined {
  if (NAS.test(text)) return text;
  if (text.length > LONGEST_NAS) return undefined;
  const digits = text.replaceAll(/[ -]/g, '');
  return NAS.test(digits) ? digits : undefined;
}

/** The 6 upper-cased letters and digits, or undefined when the text is no code. */
export function normaliseCode(text: string): string | undefined {
  if (CODE.test(text)) return text;
  // Length and alphabet before upper-casing: 'ß'.toUpperCase() is two letters, and 'ı' becomes an ASCII I.
  return /^[A-Za-z0-9]{6}$/.test(text) ? text.toUpperCase() : undefined;
}
