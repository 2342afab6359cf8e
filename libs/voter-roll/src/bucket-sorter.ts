import { bucketOf } from './roll-layout.ts';

/** The places of a bucket's items in the order that {@link BucketSorter.sort} makes. */
export interface BucketRange {
  readonly bucket: number;
  readonly begin: number;
  readonly end: number;
}

/** Sorts items by the buckets of their credentials. Items of a bucket stay in the order in which they were added. */
export class BucketSorter {
  readonly #buckets: number;
  readonly #bucketOf: Uint32Array;
  readonly #order: Uint32Array;
  #length = 0;

  constructor(capacity: number, buckets: number) {
    this.#buckets = buckets;
    this.#bucketOf = new Uint32Array(capacity);
    this.#order = new Uint32Array(capacity);
  }

  get isFull(): boolean {
    return this.#length === this.#order.length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Adds the item of a credential, and returns its number, from 0. There must be room for it. */
  add(credentialHash: Uint8Array): number {
    const number = this.#length;
    this.#bucketOf[number] = bucketOf(credentialHash, this.#buckets);
    this.#length = number + 1;
    return number;
  }

  /** Sorts the items, and returns the buckets that have any. */
  sort(): BucketRange[] {
    // First the number of items of each bucket, at the position after it; then the place for its next item.
    const places = new Uint32Array(this.#buckets + 1);
    for (let i = 0; i < this.#length; i++) {
      const next = (this.#bucketOf[i] ?? 0) + 1;
      places[next] = (places[next] ?? 0) + 1;
    }
    const ranges: BucketRange[] = [];
    for (let bucket = 0; bucket < this.#buckets; bucket++) {
      const begin = places[bucket] ?? 0;
      const end = begin + (places[bucket + 1] ?? 0);
      places[bucket + 1] = end;
      if (end > begin) ranges.push({ bucket, begin, end });
    }
    for (let i = 0; i < this.#length; i++) {
      const bucket = this.#bucketOf[i] ?? 0;
      const place = places[bucket] ?? 0;
      places[bucket] = place + 1;
      this.#order[place] = i;
    }
    return ranges;
  }

  /** The number of the item at a place. */
  at(place: number): number {
    return this.#order[place] ?? 0;
  }
}
