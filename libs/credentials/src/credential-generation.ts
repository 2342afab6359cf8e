import type { CodeLength } from './nas-and-code.ts';
import { CODE_DIGITS, CODE_LETTERS } from './nas-and-code.ts';

/**
 * Returns `count` unpredictable bytes. It is passed as a parameter because domain code uses no source of randomness.
 */
export type RandomBytes = (count: number) => Uint8Array;

const NAS_SPACE = 1_000_000_000;
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
  if (!Number.isInteger(count) || count < 0 || count > MOST_CREDENTIALS) {
    throw new RangeError(`Between 0 and ${MOST_CREDENTIALS} credentials can be generated.`);
  }
  const drawn = new Uint32Array(count);
  const taken = new Uint8Array(NAS_SPACE / 8); // 125 MB of address space; only the pages that are written use memory
  const next = uniformBelow(NAS_SPACE, random);
  for (let i = 0; i < count;) {
    const nas = next();
    const byte = nas >>> 3;
    const bit = 1 << (nas & 7);
    if (((taken[byte] ?? 0) & bit) !== 0 || passesLuhn(nas)) continue;
    taken[byte] = (taken[byte] ?? 0) | bit;
    drawn[i++] = nas;
  }
  return drawn;
}

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
  const nextByte = byteSource(random);
  const between = Array.from({ length: length - 2 }, () => LETTERS_AND_DIGITS);
  const places = [CODE_LETTERS, ...between, CODE_LETTERS];
  return () => {
    let code = '';
    for (const alphabet of places) {
      // Bytes beyond the last multiple of the alphabet's length are rejected, since they would favour its beginning.
      const fair = 256 - (256 % alphabet.length);
      let byte = nextByte();
      while (byte >= fair) byte = nextByte();
      code += alphabet[byte % alphabet.length] ?? '';
    }
    return code;
  };
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
  let block = new Uint8Array(0);
  let at = 0;
  return () => {
    if (at === block.length) {
      block = Uint8Array.from(random(BLOCK_BYTES));
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
  let rest = nasNumber;
  let sum = 0;
  for (let position = 0; position < 9; position++) {
    const digit = rest % 10;
    rest = Math.floor(rest / 10);
    const counted = position % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
