/** What somebody typed or pasted as a tracking number. */
export type ReadNumber =
  | { readonly kind: 'number'; readonly id: string }
  | { readonly kind: 'empty' }
  /** `count` is how many letters and digits were given; 32 if some of them are in no tracking number. */
  | { readonly kind: 'wrong'; readonly count: number };

const DIGITS = 32;
/** Of the letters that are in no number, those that look like one of its digits. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1' };

/**
 * Reads a tracking number in any spacing and case, with or without its dashes, and from the address of a tracking page.
 * The result has the form in which pages name it.
 */
export function readTrackingNumber(text: string): ReadNumber {
  const [last = ''] = text
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter((part) => part.trim() !== '')
    .slice(-1);
  const given = last.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (given === '') return { kind: 'empty' };
  const digits = given.replaceAll(/[oil]/g, (letter) => LOOKS_LIKE[letter] ?? letter);
  if (digits.length !== DIGITS || !/^[0-9a-f]+$/.test(digits)) return { kind: 'wrong', count: given.length };
  return { kind: 'number', id: digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') };
}
