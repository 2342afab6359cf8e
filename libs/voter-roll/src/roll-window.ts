import { bucketOf, FIELD_BYTES, writeField } from './roll-layout.ts';
import type { RollEntry } from './roll-load.ts';

/** The entries of a window that belong to one bucket. They are written with one command. */
export interface BucketEntries {
  readonly bucket: number;
  /** Their fields, 16 bytes each, without anything in between. */
  readonly fields: Buffer;
  /** Their regions; '' for a law. */
  readonly regions: readonly string[];
  /** Their positions in the source, from 1. */
  readonly positions: readonly number[];
}

/**
 * A part of a source of entries, sorted by bucket. Its memory does not depend on the length of the source. With a million
 * entries, each bucket of a roll of 8 million gets eight of them at a time.
 */
export class RollWindow {
  readonly #buckets: number;
  readonly #fields: Buffer;
  readonly #sortedFields: Buffer;
  readonly #bucketOf: Uint32Array;
  readonly #order: Uint32Array;
  readonly #regionOf: Uint32Array;
  readonly #regions: string[] = [];
  readonly #regionNumbers = new Map<string, number>();
  #firstPosition = 1;
  #length = 0;

  constructor(capacity: number, buckets: number) {
    this.#buckets = buckets;
    this.#fields = Buffer.allocUnsafe(capacity * FIELD_BYTES);
    this.#sortedFields = Buffer.allocUnsafe(capacity * FIELD_BYTES);
    this.#bucketOf = new Uint32Array(capacity);
    this.#order = new Uint32Array(capacity);
    this.#regionOf = new Uint32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  get isFull(): boolean {
    return this.#length === this.#order.length;
  }

  /** Empties the window, for the entries from this position of the source on. */
  begin(firstPosition: number): void {
    this.#firstPosition = firstPosition;
    this.#length = 0;
  }

  /** Adds an entry. The window must not be full. */
  add({ hash, region = '' }: RollEntry): void {
    const i = this.#length;
    this.#bucketOf[i] = bucketOf(hash, this.#buckets);
    writeField(hash, this.#fields, i * FIELD_BYTES);
    this.#regionOf[i] = this.#numberOf(region);
    this.#length = i + 1;
  }

  /** All entries by bucket. Within a bucket they are in the order of the source. It can be used once. */
  *byBucket(): Generator<BucketEntries, void, undefined> {
    const ends = this.#sort();
    let begin = 0;
    for (let bucket = 0; bucket < this.#buckets; bucket++) {
      const end = ends[bucket] ?? 0;
      if (end > begin) yield this.#entriesOf(bucket, begin, end);
      begin = end;
    }
  }

  #entriesOf(bucket: number, begin: number, end: number): BucketEntries {
    const regions: string[] = [];
    const positions: number[] = [];
    for (let at = begin; at < end; at++) {
      const i = this.#order[at] ?? 0;
      regions.push(this.#regions[this.#regionOf[i] ?? 0] ?? '');
      positions.push(this.#firstPosition + i);
    }
    return {
      bucket,
      fields: this.#sortedFields.subarray(begin * FIELD_BYTES, end * FIELD_BYTES),
      regions,
      positions,
    };
  }

  /** Puts the entries in the order of their buckets. Returns the end of each bucket in that order. */
  #sort(): Uint32Array {
    const places = new Uint32Array(this.#buckets + 1);
    for (let i = 0; i < this.#length; i++) {
      const next = (this.#bucketOf[i] ?? 0) + 1;
      places[next] = (places[next] ?? 0) + 1;
    }
    for (let bucket = 1; bucket <= this.#buckets; bucket++) {
      places[bucket] = (places[bucket] ?? 0) + (places[bucket - 1] ?? 0);
    }
    for (let i = 0; i < this.#length; i++) {
      const bucket = this.#bucketOf[i] ?? 0;
      const place = places[bucket] ?? 0;
      places[bucket] = place + 1;
      this.#order[place] = i;
      this.#fields.copy(this.#sortedFields, place * FIELD_BYTES, i * FIELD_BYTES, (i + 1) * FIELD_BYTES);
    }
    return places;
  }

  #numberOf(region: string): number {
    const known = this.#regionNumbers.get(region);
    if (known !== undefined) return known;
    const number = this.#regions.push(region) - 1;
    this.#regionNumbers.set(region, number);
    return number;
  }
}
