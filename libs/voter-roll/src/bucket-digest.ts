import { createHash } from 'node:crypto';
import { FIELD_BYTES } from './roll-layout.ts';

const BUFFER_BYTES = 1 << 16;
/** Beside the number that stands for the beginning of a field, a number of 53 bits has room for as many positions. */
const MOST_POSITIONS = 2 ** 20;
const LINE_FEED = 0x0a;
const EMPTY = Buffer.of();

/**
 * The digest of a roll, and the number of its credentials by region, from its buckets in their order. Within a bucket
 * the entries are sorted by field. RollSurvey says what the digest is made of.
 */
export class BucketDigest {
  readonly #sum = createHash('sha256');
  readonly #regions = new Map<string, number>();
  readonly #bytes = Buffer.allocUnsafe(BUFFER_BYTES);
  #at = 0;

  /**
   * Adds a bucket. An entry that comes again later, such as a staged one that is part of the roll already, counts once.
   *
   * @param reply the fields and values of its entries in turn, as HGETALL returns them
   * @returns the number of its credentials
   */
  add(reply: readonly Buffer[]): number {
    const sorted = sortedFields(reply);
    for (const at of sorted) this.#entry(reply[at] ?? EMPTY, reply[at + 1] ?? EMPTY);
    return sorted.length;
  }

  /** Ends the roll. It can be called once. */
  end(): { readonly regions: ReadonlyMap<string, number>; readonly digest: string } {
    const regions = new Map([...this.#regions].sort(([a], [b]) => (a < b ? -1 : 1)));
    this.#flush();
    return { regions, digest: this.#sum.digest('hex') };
  }

  #entry(field: Buffer, value: Buffer): void {
    if (this.#at + FIELD_BYTES + value.length + 1 > BUFFER_BYTES) this.#flush();
    this.#bytes.set(field, this.#at);
    this.#at += FIELD_BYTES;
    if (value.length > 0) this.#region(value);
    this.#bytes[this.#at++] = LINE_FEED;
  }

  /** The region in a value, which ends at a zero byte or at the end. */
  #region(value: Buffer): void {
    const end = value.indexOf(0);
    const length = end === -1 ? value.length : end;
    if (length === 0) return;
    value.copy(this.#bytes, this.#at, 0, length);
    this.#at += length;
    const region = value.toString('latin1', 0, length);
    this.#regions.set(region, (this.#regions.get(region) ?? 0) + 1);
  }

  #flush(): void {
    this.#sum.update(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }
}

/**
 * The positions of the fields in a reply of HGETALL, without the marker, sorted by field. Of a field that comes twice, it
 * has the first position.
 */
function sortedFields(reply: readonly Buffer[]): readonly number[] {
  // A number for each field: its first 32 bits and its position. Fields are random, so that few have the same 32 bits.
  const keys = new Float64Array(reply.length / 2);
  let count = 0;
  for (let at = 0; at < reply.length; at += 2) {
    const field = reply[at] ?? EMPTY;
    if (field.length === FIELD_BYTES) keys[count++] = field.readUInt32BE(0) * MOST_POSITIONS + at;
  }
  const sorted = Array.from(keys.subarray(0, count).sort(), (key) => key % MOST_POSITIONS);
  for (let i = 1; i < sorted.length; i++) {
    for (let j = i; j > 0 && isBefore(reply, sorted[j] ?? 0, sorted[j - 1] ?? 0); j--) {
      [sorted[j - 1], sorted[j]] = [sorted[j] ?? 0, sorted[j - 1] ?? 0];
    }
  }
  return sorted.filter((at, i) => i === 0 || isBefore(reply, sorted[i - 1] ?? 0, at));
}

function isBefore(reply: readonly Buffer[], a: number, b: number): boolean {
  const [left = EMPTY, right = EMPTY] = [reply[a], reply[b]];
  const difference = left.readUInt32BE(0) - right.readUInt32BE(0);
  return difference === 0 ? left.compare(right) < 0 : difference < 0;
}
