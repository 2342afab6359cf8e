import { BucketDigest } from './bucket-digest.ts';
import type { Command } from './command.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RedisOperation } from './redis-metrics.ts';
import type { RollKeys, RollPlace } from './roll-layout.ts';
import { MARKER_FIELD } from './roll-layout.ts';

/** The contents of a roll, counted in its buckets, because a separately stored number could be wrong. */
export interface RollSurvey {
  readonly credentials: number;
  /** The number of credentials by region, sorted by region. Empty for a law. */
  readonly regions: ReadonlyMap<string, number>;
  /**
   * The SHA-256 of all entries in hexadecimal. Entries are ordered by bucket and then by field; each contributes its
   * field (16 bytes), its region and a line feed. It is the same for the same voters, whatever the order of loading.
   */
  readonly digest: string;
  /** The number of credentials by bucket. */
  readonly byBucket: Uint32Array;
}

const CHUNK_BUCKETS = 500;
const MARKER = Buffer.from(MARKER_FIELD);

/**
 * Reads a whole roll, including the staged entries of a load if one is given.
 *
 * @param load the load whose staged entries are included
 */
export async function surveyRoll(
  connection: RedisConnection,
  keys: RollKeys,
  operation: RedisOperation,
  place: RollPlace,
  load?: string,
): Promise<RollSurvey> {
  const byBucket = new Uint32Array(place.buckets);
  const digest = new BucketDigest();
  let credentials = 0;
  const read = (from: number): Promise<unknown[]> => {
    const buckets = bucketsFrom(from, place.buckets);
    return connection.readBytes(
      operation,
      buckets.flatMap((bucket): Command[] => {
        const command: Command = ['HGETALL', keys.bucket(place, bucket)];
        return load === undefined
          ? [command]
          : [command, ['HGETALL', keys.staged(place.rollKey, load, bucket)]];
      }),
      buckets.length,
    );
  };
  const perBucket = load === undefined ? 1 : 2;
  let next: Promise<unknown[]> = read(0);
  for (let from = 0; from < place.buckets; from += CHUNK_BUCKETS) {
    const replies = (await next) as (readonly Buffer[])[];
    if (from + CHUNK_BUCKETS < place.buckets) {
      next = read(from + CHUNK_BUCKETS);
      next.catch(() => undefined); // it is awaited in the next iteration
    }
    for (const [i, bucket] of bucketsFrom(from, place.buckets).entries()) {
      const [reply = [], staged = []] = replies.slice(i * perBucket, (i + 1) * perBucket);
      const entries = digest.add(staged.length === 0 ? reply : [...reply, ...staged]);
      byBucket[bucket] = entries;
      credentials += entries;
    }
  }
  return { credentials, ...digest.end(), byBucket };
}

/** One entry of a bucket. */
export interface StoredEntry {
  readonly field: Buffer;
  readonly region: string;
  /** What is kept of the id of the submission that has the claim. Undefined if nobody has it. */
  readonly claim: Buffer | undefined;
}

/**
 * The entries in the reply of HGETALL for a bucket, without the marker. The name of a region is ASCII and contains no
 * 0x00.
 */
export function entriesOf(reply: readonly Buffer[]): StoredEntry[] {
  const entries: StoredEntry[] = [];
  for (let i = 0; i + 1 < reply.length; i += 2) {
    const [field, value] = [reply[i] as Buffer, reply[i + 1] as Buffer];
    if (field.equals(MARKER)) continue;
    const end = value.indexOf(0);
    entries.push({
      field,
      region: (end === -1 ? value : value.subarray(0, end)).toString('latin1'),
      claim: end === -1 ? undefined : value.subarray(end + 1),
    });
  }
  return entries;
}

function bucketsFrom(from: number, buckets: number): number[] {
  return Array.from({ length: Math.min(CHUNK_BUCKETS, buckets - from) }, (_, i) => from + i);
}
