import { BucketSorter } from './bucket-sorter.ts';
import { writeSubmissionId } from './claim.ts';
import type { RestorableClaim } from './roll-claims.ts';
import { FIELD_BYTES, writeField } from './roll-layout.ts';
import type { StreamWindow } from './stream-in-windows.ts';

/** The claims of a window that belong to one bucket. They are restored with one command. */
export interface BucketClaims {
  readonly bucket: number;
  /** Field and submission of each claim in turn, 16 bytes each, without anything in between. */
  readonly claims: Buffer;
}

const CLAIM_BYTES = 2 * FIELD_BYTES;

/** A part of a stream of claims, which can be read by bucket. */
export class ClaimWindow implements StreamWindow<RestorableClaim> {
  readonly #sorter: BucketSorter;
  readonly #claims: Buffer;

  constructor(capacity: number, buckets: number) {
    this.#sorter = new BucketSorter(capacity, buckets);
    this.#claims = Buffer.allocUnsafe(capacity * CLAIM_BYTES);
  }

  get isFull(): boolean {
    return this.#sorter.isFull;
  }

  begin(): void {
    this.#sorter.clear();
  }

  add({ credentialHash, submissionId }: RestorableClaim): void {
    const at = this.#sorter.add(credentialHash) * CLAIM_BYTES;
    writeField(credentialHash, this.#claims, at);
    writeSubmissionId(this.#claims, submissionId, at + FIELD_BYTES);
  }

  /** All claims by bucket. Within a bucket they are in the order of the stream. */
  *byBucket(): Generator<BucketClaims, void, undefined> {
    for (const { bucket, begin, end } of this.#sorter.sort()) {
      const claims = Buffer.allocUnsafe((end - begin) * CLAIM_BYTES);
      for (let place = begin; place < end; place++) {
        const from = this.#sorter.at(place) * CLAIM_BYTES;
        this.#claims.copy(claims, (place - begin) * CLAIM_BYTES, from, from + CLAIM_BYTES);
      }
      yield { bucket, claims };
    }
  }
}
