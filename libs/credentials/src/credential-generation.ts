import type { CodeLength } from './nas-and-code.ts';
import { CODE_DIGITS, CODE_LETTERS } from './nas-and-code.ts';

/**
 * Returns `count` unpredictable bytes. It is passed as a parameter because domain code uses no source of randomness.
 */
export type RandomBytes = (count: number) => Uint8Array;

const NAS_SPACE = 1_000_000_000;
/** Of ten numbers with the same first eight digits, nine do not pass the check. */
const NOT_LUHN_SPACE = (NAS_SPACE / 10) * 9;
/** A tenth of all numbers of 9 digits. Drawing without repetition stays fast, and no electorate is larger. */
export const MOST_CREDENTIALS = 100_000_000;

/**
 * Draws different NAS numbers, all equally likely, in random order, so that nobody can tell which number came next.
 *
 * None of them passes the Luhn check of a real NAS. They are for trials, simulations and demonstrations, and must not
 * be the number of an existing person. The code that reads a NAS does not make this check.
 *
 * @throws RangeError for more than {@link MOST_CREDENTIALS}
 */
export function drawNasNumbers(count: number, random: RandomBytes): Uint32Array<ArrayBuffer> {
  return nasDrawer(count, random)(count);
}

/**
 * Returns a function that draws the next numbers of a set, as {@link drawNasNumbers} does. A number that it drew before
 * is not drawn again.
 *
 * @param most how many numbers are drawn in all
 * @throws RangeError for more than {@link MOST_CREDENTIALS}
 */
export function nasDrawer(most: number, random: RandomBytes): (count: number) => Uint32Array<ArrayBuffer> {
  if (!Number.isInteger(most) || most < 0 || most > MOST_CREDENTIALS) {
    throw new RangeError(`Between 0 and ${MOST_CREDENTIALS} credentials can be generated.`);
  }
  const taken = new Uint8Array(NAS_SPACE / 8); // 125 MB of address space; only the pages that are written use memory
  const next = uniformBelow(NOT_LUHN_SPACE, random);
  return (count) => {
    const drawn = new Uint32Array(count);
    for (let i = 0; i < count;) {
      const nas = notLuhn(next());
      const byte = nas >>> 3;
      const bit = 1 << (nas & 7);
      if (((taken[byte] ?? 0) & bit) !== 0) continue;
      taken[byte] = (taken[byte] ?? 0) | bit;
      drawn[i++] = nas;
    }
    return drawn;
  };
}

/** The number of 9 digits at this position, from 0, among those that do not pass the Luhn check. */
function notLuhn(position: number): number {
  const first = Math.floor(position / 9);
  const sum = (LUHN_SUMS[Math.floor(first / 10_000)] ?? 0) + (LUHN_SUMS[first % 10_000] ?? 0);
  const checkDigit = (100 - sum) % 10; // the sum of eight digits is 72 at most
  const last = position % 9;
  return first * 10 + (last < checkDigit ? last : last + 1);
}

/** What four digits that end before an undoubled digit add to the Luhn sum, for 0000 to 9999. */
const LUHN_SUMS = Uint8Array.from({ length: 10_000 }, (_, digits) => luhnSum(digits * 10));

/** Formats a drawn number as a NAS of 9 digits. */
export function nasOf(nasNumber: number): string {
  return String(nasNumber).padStart(9, '0');
}

const LETTERS_AND_DIGITS = `${CODE_LETTERS}${CODE_DIGITS}`;
/** 17² · 21⁶ codes, about 2.5 · 10¹⁰ (34.5 bits). SECURITY.md says what somebody who guesses needs. */
export const USUAL_CODE_LENGTH: CodeLength = 8;
const BLOCK_BYTES = 65_536;

/**
 * Returns a function that draws codes which a voter can read and copy without a mistake. All codes of the length are
 * equally likely, and independent of each other.
 *
 * A code begins and ends with a letter, so that no spreadsheet takes it for a number, an amount, a time or a date.
 */
export function codeDrawer(random: RandomBytes, length: CodeLength = USUAL_CODE_LENGTH): () => string {
  const write = codeWriter(random, length);
  const code = new Uint8Array(length);
  return () => {
    write(code, 0);
    return String.fromCharCode(...code);
  };
}

/** Returns a function that draws a code as {@link codeDrawer} does, and writes its characters as ASCII at `at`. */
export function codeWriter(
  random: RandomBytes,
  length: CodeLength = USUAL_CODE_LENGTH,
): (into: Uint8Array, at: number) => void {
  const nextByte = byteSource(random);
  return (into, at) => {
    const last = length - 1;
    for (let i = 0; i <= last; i++) {
      const characters = i === 0 || i === last ? LETTER_OF_BYTE : LETTER_OR_DIGIT_OF_BYTE;
      let character = 0;
      while (character === 0) character = characters[nextByte()] ?? 0;
      into[at + i] = character;
    }
  };
}

const LETTER_OF_BYTE = charactersOfBytes(CODE_LETTERS);
const LETTER_OR_DIGIT_OF_BYTE = charactersOfBytes(LETTERS_AND_DIGITS);

/**
 * The character for each random byte. Bytes beyond the last multiple of the alphabet's length have none (0) and are
 * drawn again, since they would favour its beginning.
 */
function charactersOfBytes(alphabet: string): Uint8Array {
  const fair = 256 - (256 % alphabet.length);
  return Uint8Array.from({ length: fair }, (_, byte) => alphabet.charCodeAt(byte % alphabet.length));
}

/**
 * Returns a function that draws whole numbers below `limit` (at most 2^32), all equally likely. Values beyond the last
 * multiple of `limit` are rejected, because a remainder alone would favour small numbers.
 */
function uniformBelow(limit: number, random: RandomBytes): () => number {
  const fair = 2 ** 32 - (2 ** 32 % limit);
  const nextByte = byteSource(random);
  return () => {
    for (;;) {
      const value = ((nextByte() << 24) | (nextByte() << 16) | (nextByte() << 8) | nextByte()) >>> 0;
      if (value < fair) return value % limit;
    }
  };
}

function byteSource(random: RandomBytes): () => number {
  let block: Uint8Array = new Uint8Array(0);
  let at = 0;
  return () => {
    if (at === block.length) {
      block = random(BLOCK_BYTES);
      at = 0;
    }
    return block[at++] ?? 0;
  };
}

/**
 * The Luhn check of card and insurance numbers (ISO/IEC 7812-1, annex B): every second digit is doubled, and the sum of
 * all digits must be divisible by 10.
 */
export function passesLuhn(nasNumber: number): boolean {
  return luhnSum(nasNumber) % 10 === 0;
}

function luhnSum(nasNumber: number): number {
  let rest = nasNumber;
  let sum = 0;
  for (let position = 0; position < 9; position++) {
    const digit = rest % 10;
    rest = Math.floor(rest / 10);
    const counted = position % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum;
}
