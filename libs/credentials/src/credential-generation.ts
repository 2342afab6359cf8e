/** `count` unpredictable bytes; a parameter, because domain code has no source of its own. */
export type RandomBytes = (count: number) => Uint8Array;

const NAS_SPACE = 1_000_000_000;
/** A tenth of what there is: drawing without repetition stays fast, and no electorate is larger. */
export const MOST_CREDENTIALS = 100_000_000;

/**
 * Draws different NAS numbers, each equally likely, in random order (no sequence tells who got the next).
 *
 * None passes the Luhn check of a real NAS: what is generated is for trials, simulations and
 * demonstrations, and must not be the number of a person who exists. Nothing that reads a NAS checks it.
 *
 * @throws RangeError for more than {@link MOST_CREDENTIALS}
 */
export function drawNasNumbers(count: number, random: RandomBytes): Uint32Array<ArrayBuffer> {
  if (!Number.isInteger(count) || count < 0 || count > MOST_CREDENTIALS) {
    throw new RangeError(`Between 0 and ${MOST_CREDENTIALS} credentials can be generated.`);
  }
  const drawn = new Uint32Array(count);
  const taken = new Uint8Array(NAS_SPACE / 8); // 125 MB of untouched pages: only what is drawn costs memory
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

/** The 9 digits of a drawn number. */
export function nasOf(nasNumber: number): string {
  return String(nasNumber).padStart(9, '0');
}

/**
 * Of characters that look alike in print or handwriting (0 O, 1 I L, 5 S, 8 B, 2 Z, 6 G, 4 A, U V) at most one is
 * here, and no vowel, so that no code spells a word.
 */
const LETTERS = 'CDFGHJKMNPQRTVWXY';
const LETTERS_AND_DIGITS = `${LETTERS}3479`;
/** A letter first and last: no spreadsheet takes such a text for a number, an amount, a time or a date. */
const CODE_PLACES = [LETTERS, ...Array.from({ length: 4 }, () => LETTERS_AND_DIGITS), LETTERS] as const;
/** How many codes there are: 17 x 21^4 x 17, some 56 million. Older sets have codes of all 36^6. */
export const CODE_COUNT = CODE_PLACES.reduce((count, { length }) => count * length, 1);
const BLOCK_BYTES = 65_536;

/** Codes that a voter can read and copy without a mistake, each equally likely, and independent of each other. */
export function codeDrawer(random: RandomBytes): () => string {
  const nextByte = byteSource(random);
  return () => {
    let code = '';
    for (const alphabet of CODE_PLACES) {
      // Bytes beyond the last multiple are thrown away: taking them would favour the first characters.
      const fair = 256 - (256 % alphabet.length);
      let byte = nextByte();
      while (byte >= fair) byte = nextByte();
      code += alphabet[byte % alphabet.length] ?? '';
    }
    return code;
  };
}

/** Whole numbers below `limit` (at most 2^32), each equally likely: by rejection, never by remainder alone. */
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

/** The check of card and insurance numbers (ISO/IEC 7812-1, annex B): every second digit doubled, sum divisible by 10. */
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
