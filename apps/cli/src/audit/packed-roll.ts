import { createHash } from 'node:crypto';

const HASH_BYTES = 32;
/** Where the half of a hash begins that goes into the digest of a roll. */
const HALF = 16;
const BLOCK = 65_536;

/** So many credentials with their regions. They are never moved, so that a large roll is not copied as it grows. */
interface Block {
  readonly hashes: Buffer;
  readonly regions: Uint32Array;
}

/**
 * The credentials of a roll with their regions, each once. It takes 36 bytes for each and 8 to 16 to find it again. A Set
 * of their lines would take some 300, and holds no more than 16.7 million (2^24).
 */
export class PackedRoll {
  readonly #blocks: Block[] = [];
  readonly #regions: string[] = [];
  readonly #regionNumbers = new Map<string, number>();
  /** Open addressing: the position of a credential, plus one. At least half of the slots are free. */
  #slots = new Uint32Array(1_024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a credential, unless it is there with this region. @param hash 32 random bytes */
  add(hash: Uint8Array, region: string): void {
    if (this.#size * 2 >= this.#slots.length) this.#widen();
    const number = this.#numberOf(region);
    const slot = this.#slotOf(hash, number);
    if (this.#slots[slot] !== 0) return;
    const at = this.#size % BLOCK;
    if (at === 0) {
      this.#blocks.push({
        hashes: Buffer.allocUnsafeSlow(BLOCK * HASH_BYTES),
        regions: new Uint32Array(BLOCK),
      });
    }
    const block = this.#blockOf(this.#size);
    block.hashes.set(hash, at * HASH_BYTES);
    block.regions[at] = number;
    this.#size += 1;
    this.#slots[slot] = this.#size;
  }

  /** False for what cannot be a credential, such as bytes of another length. */
  has(hash: Uint8Array, region: string): boolean {
    const number = this.#regionNumbers.get(region);
    if (number === undefined || hash.length !== HASH_BYTES) return false;
    return this.#slots[this.#slotOf(hash, number)] !== 0;
  }

  /** In the order in which they were added. The bytes are valid until the next step. */
  *entries(): Generator<{ readonly hash: Uint8Array; readonly region: string }, void> {
    for (let position = 0; position < this.#size; position++) {
      yield { hash: this.#hashAt(position), region: this.#regionAt(position) };
    }
  }

  /** The digest of a roll with so many buckets, in hexadecimal digits, as section 3 of docs/AUDITING.md computes it. */
  digest(buckets: number): string {
    const sum = createHash('sha256');
    for (const position of this.#inOrderOf(buckets)) {
      sum.update(this.#hashAt(position).subarray(HALF)).update(`${this.#regionAt(position)}\n`);
    }
    return sum.digest('hex');
  }

  /** The positions by bucket, and in each bucket by the half that goes into the digest. */
  #inOrderOf(buckets: number): Uint32Array {
    const bucketOf = (position: number): number => this.#hashAt(position).readUInt32BE(0) % buckets;
    // First the number of credentials of each bucket, at the place after it; then the begin of each; at last its end.
    const places = new Uint32Array(buckets + 1);
    for (let position = 0; position < this.#size; position++) count(places, bucketOf(position) + 1);
    for (let bucket = 1; bucket <= buckets; bucket++) {
      places[bucket] = valueAt(places, bucket) + valueAt(places, bucket - 1);
    }
    const order = new Uint32Array(this.#size);
    for (let position = 0; position < this.#size; position++) {
      order[count(places, bucketOf(position))] = position;
    }
    for (let bucket = 0, begin = 0; bucket < buckets; bucket++) {
      const end = valueAt(places, bucket);
      order.subarray(begin, end).sort((a, b) => this.#compareHalves(a, b) || a - b);
      begin = end;
    }
    return order;
  }

  #compareHalves(a: number, b: number): number {
    return this.#hashAt(a).subarray(HALF).compare(this.#hashAt(b).subarray(HALF));
  }

  /** The slot of the credential, or the free one where it would be. */
  #slotOf(hash: Uint8Array, region: number): number {
    const last = this.#slots.length - 1; // their number is a power of two
    let slot = new DataView(hash.buffer, hash.byteOffset).getUint32(0) & last;
    for (; ; slot = (slot + 1) & last) {
      const position = valueAt(this.#slots, slot) - 1;
      if (position === -1) return slot;
      const isIt =
        this.#blockOf(position).regions[position % BLOCK] === region && this.#hashAt(position).equals(hash);
      if (isIt) return slot;
    }
  }

  #widen(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let position = 0; position < this.#size; position++) {
      const region = valueAt(this.#blockOf(position).regions, position % BLOCK);
      this.#slots[this.#slotOf(this.#hashAt(position), region)] = position + 1;
    }
  }

  #numberOf(region: string): number {
    const known = this.#regionNumbers.get(region);
    if (known !== undefined) return known;
    const number = this.#regions.length;
    this.#regions.push(region);
    this.#regionNumbers.set(region, number);
    return number;
  }

  #blockOf(position: number): Block {
    return this.#blocks[Math.floor(position / BLOCK)] as Block;
  }

  #hashAt(position: number): Buffer {
    const from = (position % BLOCK) * HASH_BYTES;
    return this.#blockOf(position).hashes.subarray(from, from + HASH_BYTES);
  }

  #regionAt(position: number): string {
    return this.#regions[valueAt(this.#blockOf(position).regions, position % BLOCK)] as string;
  }
}

function valueAt(numbers: Uint32Array, at: number): number {
  return numbers[at] as number;
}

/** Adds one to a number, and returns what it was. */
function count(numbers: Uint32Array, at: number): number {
  const before = valueAt(numbers, at);
  numbers[at] = before + 1;
  return before;
}
