import type { RecordedRoll, RollKey } from '@scrutin/election';

/**
 * How a roll lies in Redis.
 *
 *     {prefix}roll:<roll key>:<edition>:<bucket>   hash   field: bytes 16-31 of the credential hash
 *                                                         value: region, or '' for a law;
 *                                                                once claimed: region, 0x00, submission id (16 bytes)
 *                                                         field `*` (the marker): the generation, once complete
 *     {prefix}rollnew:<roll key>:<load>:<bucket>   hash   the same, of a load whose entries are not yet on record
 *     {prefix}rollmeta:<roll key>                  hash   `edition:<edition>`, `load:<load>`: number of buckets
 *     {prefix}rollload:<roll key>                  text   which load is under way
 *
 * A roll that was loaded before there were editions has no edition in its keys, and the number of its buckets in
 * its markers.
 *
 * The bucket is the first 32 bits of the hash modulo the number of buckets, so that one credential is one
 * key and its name is half as long. Hashes of this size stay listpacks, which is what makes a credential
 * cost 24 bytes and not 120 (bench/claim-cost.mjs).
 */
export const MARKER_FIELD = '*';

const FIELD_OFFSET = 16;
const HASH_BYTES = 32;
/** Mean number of fields above which a roll gets twice the buckets: 1 M and 8 M credentials come to 61. */
const MAX_MEAN_FIELDS = 64;
/** A listpack of Redis 7 holds 512 fields (hash-max-listpack-entries): a mean above this begins to lose them. */
export const MAX_GROWN_MEAN_FIELDS = 256;

/** The number of buckets, a power of two, for a roll of this many credentials. */
export function bucketsFor(credentials: number): number {
  let buckets = 1;
  while (credentials > buckets * MAX_MEAN_FIELDS) buckets *= 2;
  return buckets;
}

/** @throws RangeError when the hash is not 32 bytes */
export function bucketOf(credentialHash: Uint8Array, buckets: number): number {
  if (credentialHash.length !== HASH_BYTES) {
    throw new RangeError(`A credential hash has ${HASH_BYTES} bytes, this one ${credentialHash.length}.`);
  }
  const [a = 0, b = 0, c = 0, d = 0] = credentialHash;
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % buckets;
}

export function fieldOf(credentialHash: Uint8Array): Buffer {
  return Buffer.from(
    credentialHash.buffer,
    credentialHash.byteOffset + FIELD_OFFSET,
    HASH_BYTES - FIELD_OFFSET,
  );
}

/** The region of an entry's value, claimed or not. A region's name is ASCII and holds no 0x00. */
export function regionOfEntry(value: string): string {
  const end = value.indexOf('\0');
  return end === -1 ? value : value.slice(0, end);
}

export function* integersBelow(limit: number): Generator<number> {
  for (let i = 0; i < limit; i++) yield i;
}

/** Where a roll lies; a {@link RecordedRoll} says it, and what its markers must be. */
export type RollPlace = Pick<RecordedRoll, 'rollKey' | 'edition' | 'buckets'>;

/** What the marker of a bucket says that has every credential of this generation of the roll. */
export function markerOf(roll: Pick<RecordedRoll, 'generation' | 'buckets'>): string {
  return roll.generation === '' ? String(roll.buckets) : roll.generation;
}

export interface RollKeys {
  bucket(roll: Pick<RollPlace, 'rollKey' | 'edition'>, bucket: number): string;
  staged(roll: RollKey, load: string, bucket: number): string;
  meta(roll: RollKey): string;
  load(roll: RollKey): string;
  addressWindow(window: number): string;
  guessWindow(window: number): string;
  loginWindow(window: number): string;
  /** What Idempotency-Keys stood for in a window; all windows are in one slot. */
  choices(window: number): string;
  /** A key that readiness writes to. */
  probe(n: number): string;
}

export function createRollKeys(prefix: string): RollKeys {
  return {
    bucket: ({ rollKey, edition }, bucket) =>
      edition === '' ? `${prefix}roll:${rollKey}:${bucket}` : `${prefix}roll:${rollKey}:${edition}:${bucket}`,
    staged: (roll, load, bucket) => `${prefix}rollnew:${roll}:${load}:${bucket}`,
    meta: (roll) => `${prefix}rollmeta:${roll}`,
    load: (roll) => `${prefix}rollload:${roll}`,
    choices: (window) => `${prefix}{choices}:${window}`,
    addressWindow: (window) => `${prefix}rate:${window}`,
    guessWindow: (window) => `${prefix}guesses:${window}`,
    loginWindow: (window) => `${prefix}logins:${window}`,
    probe: (n) => `${prefix}probe:${n}`,
  };
}
