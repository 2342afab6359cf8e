import { BucketSorter } from './bucket-sorter.ts';
import { writeSubmissionId } from './claim.ts';
import type { RestorableClaim } from './roll-claims.ts';
import { FIELD_BYTES, writeField } from './roll-layout.ts';
import type { StreamWindow } from './stream-in-windows.ts';

/** The claims of a window that belong to one bucket. They are restored with one command. */
export interface BucketClaims {
  readonly bucket: number;
  /** Field (16 bytes) and submission of each claim in turn, without anything in between. */
  readonly claims: Buffer;
}

/** A part of a stream of claims, which can be read by bucket. */
export class ClaimWindow implements StreamWindow<RestorableClaim> {
  readonly #sorter: BucketSorter;
  readonly #claims: Buffer;
  readonly #claimBytes: number;
  readonly #step: number;

  /** @param claimBytes how many bytes of a submission's id the claims have */
  constructor(capacity: number, buckets: number, claimBytes: number) {
    this.#sorter = new BucketSorter(capacity, buckets);
    this.#claimBytes = claimBytes;
    this.#step = FIELD_BYTES + claimBytes;
    this.#claims = Buffer.allocUnsafe(capacity * this.#step);
  }

  get isFull(): boolean {
    return this.#sorter.isFull;
  }

  begin(): void {
    this.#sorter.clear();
  }

  add({ credentialHash, submissionId }: RestorableClaim): void {
    const at = this.#sorter.add(credentialHash) * this.#step;
    writeField(credentialHash, this.#claims, at);
    writeSubmissionId(this.#claims, submissionId, at + FIELD_BYTES, this.#claimBytes);
  }

  /** All claims by bucket. Within a bucket they are in the order of the stream. */
  *byBucket(): Generator<BucketClaims, void, undefined> {
    for (const { bucket, begin, end } of this.#sorter.sort()) {
      const claims = Buffer.allocUnsafe((end - begin) * this.#step);
      for (let place = begin; place < end; place++) {
        const from = this.#sorter.at(place) * this.#step;
        this.#claims.copy(claims, (place - begin) * this.#step, from, from + this.#step);
      }
      yield { bucket, claims };
    }
  }
}
