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

const CODE_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const CODE_LENGTH = 6;
/** Bytes from here on are thrown away: 256 is no multiple of 36, and taking them would favour A to D. */
const FAIR_BYTES = 256 - (256 % CODE_ALPHABET.length);
const BLOCK_BYTES = 65_536;

/** Codes of 6 letters and digits, each of the 36^6 equally likely, and independent of each other. */
export function codeDrawer(random: RandomBytes): () => string {
  const nextByte = byteSource(random);
  return () => {
    let code = '';
    while (code.length < CODE_LENGTH) {
      const byte = nextByte();
      if (byte < FAIR_BYTES) code += CODE_ALPHABET[byte % CODE_ALPHABET.length] ?? '';
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
