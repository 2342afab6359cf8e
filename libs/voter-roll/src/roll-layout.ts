import { randomInt } from 'node:crypto';
import type { RecordedRoll, RollKey } from '@scrutin/election';

/*
 * The layout of a roll in Redis:
 *
 *     {prefix}roll:<roll key>:<edition>:s<bucket>  hash   field: bytes 16-31 of the credential hash
 *                                                         value: region, or '' for a law;
 *                                                                once claimed: region, 0x00, first 8 bytes of the
 *                                                                submission's id
 *                                                         once void: the same, with 8 zero bytes as submission
 *                                                         field `*` (the marker): the generation, once complete
 *     {prefix}rollnew:<roll key>:<load>:<bucket>   hash   the same, for a load whose entries are not yet on record
 *     {prefix}rollmeta:<roll key>                  hash   `short:<edition>`, `load:<load>`: number of buckets
 *     {prefix}rollload:<roll key>                  text   the load that is in progress
 *
 * A roll that was loaded before claims were shortened has all 16 bytes of a submission's id (or 16 zero bytes) in them,
 * no `s` before its buckets, and `edition:` in place of `short:`. The name of the edition tells the two apart. The release
 * before this one would not know short claims, so it finds no roll under these names, and votes wait (`roll-missing`)
 * until all workers are of this release. If it loads an edition with short claims again, it does so under its own names. A
 * roll that was loaded before editions existed has no edition in its keys, and its markers contain the number of its
 * buckets.
 *
 * The bucket is the first 32 bits of the hash modulo the number of buckets. So the hash identifies a key and a field,
 * and the name of the field is only half as long as the hash. Redis stores hashes of this size as listpacks; therefore
 * a credential needs 24 bytes and not 120, and 34 once it is claimed (bench/claim-cost.mjs).
 */

/** The field of the marker. No other field has this name, because fields of credentials have 16 bytes. */
export const MARKER_FIELD = '*';

const FIELD_OFFSET = 16;
const HASH_BYTES = 32;
/** The length of the field of a credential. */
export const FIELD_BYTES = HASH_BYTES - FIELD_OFFSET;
/** With more fields per bucket on average, a roll gets twice the buckets. Rolls of 1 M and 8 M credentials have 61. */
const MAX_MEAN_FIELDS = 64;
/**
 * With more fields per bucket on average, some hashes exceed the 1,024 fields of a listpack (hash-max-listpack-entries
 * in the settings of Redis), and a credential needs four times the memory. So a roll may grow to ten times its size.
 */
export const MAX_GROWN_MEAN_FIELDS = 640;

/** The number of buckets, a power of two, for a roll of this many credentials. */
export function bucketsFor(credentials: number): number {
  let buckets = 1;
  while (credentials > buckets * MAX_MEAN_FIELDS) buckets *= 2;
  return buckets;
}

/**
 * The bucket of a credential, from 0 to buckets - 1.
 *
 * @throws RangeError when the hash does not have 32 bytes
 */
export function bucketOf(credentialHash: Uint8Array, buckets: number): number {
  if (credentialHash.length !== HASH_BYTES) {
    throw new RangeError(`A credential hash must have ${HASH_BYTES} bytes, not ${credentialHash.length}.`);
  }
  const [a = 0, b = 0, c = 0, d = 0] = credentialHash;
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % buckets;
}

/** The field of a credential in its bucket: the second half of its hash (16 bytes). */
export function fieldOf(credentialHash: Uint8Array): Buffer {
  return Buffer.from(
    credentialHash.buffer,
    credentialHash.byteOffset + FIELD_OFFSET,
    HASH_BYTES - FIELD_OFFSET,
  );
}

/** Writes the field of a credential into a buffer. For millions of fields this is faster than {@link fieldOf}. */
export function writeField(credentialHash: Uint8Array, into: Uint8Array, at: number): void {
  for (let i = 0; i < FIELD_BYTES; i++) into[at + i] = credentialHash[FIELD_OFFSET + i] ?? 0;
}

/** The first letter of an edition whose claims have 8 bytes. Names of editions with 16 have no digits from 8 on. */
const SHORT = '8';

/** Whether the claims of an edition have 8 bytes. */
export const isShort = (edition: string): boolean => edition.startsWith(SHORT);

/** How many bytes of a submission's id the claims of an edition have: 8, or all 16 in those of earlier releases. */
export function claimBytesOf({ edition }: Pick<RollPlace, 'edition'>): 8 | 16 {
  return isShort(edition) ? 8 : 16;
}

/** The place of a new edition of a roll, with room for this many credentials. Its name is short, because each key has it. */
export function newEdition(rollKey: RollKey, credentials: number): RollPlace {
  const name = randomInt(36 ** 6)
    .toString(36)
    .padStart(6, '0');
  return { rollKey, edition: `${SHORT}${name}`, buckets: bucketsFor(credentials) };
}

/** The integers from 0 to limit - 1. */
export function* integersBelow(limit: number): Generator<number> {
  for (let i = 0; i < limit; i++) yield i;
}

/** The location of a roll in Redis. A {@link RecordedRoll} contains it, together with the expected markers. */
export type RollPlace = Pick<RecordedRoll, 'rollKey' | 'edition' | 'buckets'>;

/** The marker of a bucket that has all credentials of this generation of the roll. */
export function markerOf(roll: Pick<RecordedRoll, 'generation' | 'buckets'>): string {
  return roll.generation === '' ? String(roll.buckets) : roll.generation;
}

/** The names of all keys in Redis. */
export interface RollKeys {
  bucket(roll: Pick<RollPlace, 'rollKey' | 'edition'>, bucket: number): string;
  /** Where the release before keeps a bucket, also of an edition with short claims that it had to load again. */
  bucketBefore(roll: Pick<RollPlace, 'rollKey' | 'edition'>, bucket: number): string;
  staged(roll: RollKey, load: string, bucket: number): string;
  meta(roll: RollKey): string;
  load(roll: RollKey): string;
  addressWindow(window: number): string;
  guessWindow(window: number): string;
  loginWindow(window: number): string;
  /** The votes that a gateway has taken from its allowance. */
  allowance(gatewayId: string): string;
  /** The ingestion processes that have a second count. */
  intakes(): string;
  /** The second count of one of them, by minute. */
  intakeMinutes(intakeId: string): string;
  /** What became of the submissions of each contest in a window of the signals. */
  contestSignals(window: number): string;
  /** The requests of each block of addresses in a window of the signals. */
  blockSignals(window: number): string;
  /** The ledger of closed contests at the first look. */
  closings(): string;
  /** The choices that came with Idempotency-Keys in a window. All windows are in the same slot. */
  choices(window: number): string;
  /** A key to which the readiness check writes. */
  probe(n: number): string;
}

/** Creates the names of keys under a prefix. */
export function createRollKeys(prefix: string): RollKeys {
  const bucketBefore: RollKeys['bucketBefore'] = ({ rollKey, edition }, bucket) =>
    edition === '' ? `${prefix}roll:${rollKey}:${bucket}` : `${prefix}roll:${rollKey}:${edition}:${bucket}`;
  return {
    bucket: (roll, bucket) =>
      isShort(roll.edition)
        ? `${prefix}roll:${roll.rollKey}:${roll.edition}:s${bucket}`
        : bucketBefore(roll, bucket),
    bucketBefore,
    staged: (roll, load, bucket) => `${prefix}rollnew:${roll}:${load}:${bucket}`,
    meta: (roll) => `${prefix}rollmeta:${roll}`,
    load: (roll) => `${prefix}rollload:${roll}`,
    choices: (window) => `${prefix}{choices}:${window}`,
    addressWindow: (window) => `${prefix}rate:${window}`,
    guessWindow: (window) => `${prefix}guesses:${window}`,
    loginWindow: (window) => `${prefix}logins:${window}`,
    allowance: (gatewayId) => `${prefix}allowance:${gatewayId}`,
    intakes: () => `${prefix}intakes`,
    intakeMinutes: (intakeId) => `${prefix}intake:${intakeId}`,
    contestSignals: (window) => `${prefix}signals:${window}`,
    blockSignals: (window) => `${prefix}blocks:${window}`,
    closings: () => `${prefix}closings`,
    probe: (n) => `${prefix}probe:${n}`,
  };
}
