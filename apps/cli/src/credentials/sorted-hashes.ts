/** The characters of a hash in base64url. */
export const HASH_CHARACTERS = 43;

/** 64 characters at each of the first three places of a hash. */
const BEGINNINGS = 64 ** 3;

/** The position of each base64url character in ASCII, by which lines of text are sorted. */
const RANK = new Uint8Array(128);
for (const [rank, character] of Array.from(
  '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz',
).entries()) {
  RANK[character.charCodeAt(0)] = rank;
}

/**
 * The order in which hashes are sorted as texts. Hashes are random, so that their first three characters divide them
 * into parts of a few, which are then sorted by insertion.
 *
 * @param texts the hashes in base64url, {@link HASH_CHARACTERS} bytes each, without anything in between
 * @returns the positions of the hashes, sorted
 */
export function sortedHashes(texts: Uint8Array): Uint32Array {
  const count = texts.length / HASH_CHARACTERS;
  const beginnings = new Uint32Array(count);
  // First the number of hashes of each part, at the position after it; then the begin of each part.
  const places = new Uint32Array(BEGINNINGS + 1);
  for (let i = 0; i < count; i++) {
    const part = beginningOf(texts, i * HASH_CHARACTERS);
    beginnings[i] = part;
    places[part + 1] = (places[part + 1] as number) + 1;
  }
  for (let part = 1; part <= BEGINNINGS; part++) {
    places[part] = (places[part] as number) + (places[part - 1] as number);
  }
  const order = new Uint32Array(count);
  // Now the place for the next hash of each part; at last the end of each part.
  for (let i = 0; i < count; i++) {
    const part = beginnings[i] as number;
    const place = places[part] as number;
    order[place] = i;
    places[part] = place + 1;
  }
  let begin = 0;
  for (let part = 0; part < BEGINNINGS; part++) {
    const end = places[part] as number;
    for (let at = begin + 1; at < end; at++) insert(texts, order, begin, at);
    begin = end;
  }
  return order;
}

function beginningOf(texts: Uint8Array, at: number): number {
  return (rankAt(texts, at) << 12) | (rankAt(texts, at + 1) << 6) | rankAt(texts, at + 2);
}

function rankAt(texts: Uint8Array, at: number): number {
  return RANK[texts[at] as number] as number;
}

/** Moves the position at `at` to its place among the sorted positions from `begin`. */
function insert(texts: Uint8Array, order: Uint32Array, begin: number, at: number): void {
  const moved = order[at] as number;
  let free = at;
  while (free > begin && isBefore(texts, moved, order[free - 1] as number)) {
    order[free] = order[free - 1] as number;
    free -= 1;
  }
  order[free] = moved;
}

function isBefore(texts: Uint8Array, a: number, b: number): boolean {
  const [fromA, fromB] = [a * HASH_CHARACTERS, b * HASH_CHARACTERS];
  for (let i = 3; i < HASH_CHARACTERS; i++) {
    const difference = (texts[fromA + i] as number) - (texts[fromB + i] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
