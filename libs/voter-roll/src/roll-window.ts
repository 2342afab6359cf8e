import { BucketSorter } from './bucket-sorter.ts';
import { FIELD_BYTES, writeField } from './roll-layout.ts';
import type { RollEntry } from './roll-load.ts';
import type { StreamWindow } from './stream-in-windows.ts';

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

/** A part of a source of entries, which can be read by bucket. Its memory does not depend on the length of the source. */
export class RollWindow implements StreamWindow<RollEntry> {
  readonly #sorter: BucketSorter;
  readonly #fields: Buffer;
  readonly #regionOf: Uint32Array;
  readonly #regions: string[] = [];
  readonly #regionNumbers = new Map<string, number>();
  #firstPosition = 1;

  constructor(capacity: number, buckets: number) {
    this.#sorter = new BucketSorter(capacity, buckets);
    this.#fields = Buffer.allocUnsafe(capacity * FIELD_BYTES);
    this.#regionOf = new Uint32Array(capacity);
  }

  get isFull(): boolean {
    return this.#sorter.isFull;
  }

  begin(firstPosition: number): void {
    this.#firstPosition = firstPosition;
    this.#sorter.clear();
  }

  add({ hash, region = '' }: RollEntry): void {
    const i = this.#sorter.add(hash);
    writeField(hash, this.#fields, i * FIELD_BYTES);
    this.#regionOf[i] = this.#numberOf(region);
  }

  /** All entries by bucket. Within a bucket they are in the order of the source. */
  *byBucket(): Generator<BucketEntries, void, undefined> {
    for (const { bucket, begin, end } of this.#sorter.sort()) {
      const fields = Buffer.allocUnsafe((end - begin) * FIELD_BYTES);
      const regions: string[] = [];
      const positions: number[] = [];
      for (let place = begin; place < end; place++) {
        const i = this.#sorter.at(place);
        this.#fields.copy(fields, (place - begin) * FIELD_BYTES, i * FIELD_BYTES, (i + 1) * FIELD_BYTES);
        regions.push(this.#regions[this.#regionOf[i] ?? 0] ?? '');
        positions.push(this.#firstPosition + i);
      }
      yield { bucket, fields, regions, positions };
    }
  }

  #numberOf(region: string): number {
    const known = this.#regionNumbers.get(region);
    if (known !== undefined) return known;
    const number = this.#regions.push(region) - 1;
    this.#regionNumbers.set(region, number);
    return number;
  }
}
