import { createHash } from 'node:crypto';
import type { RedisConnection } from './redis-connection.ts';
import type { RedisOperation } from './redis-metrics.ts';
import { MARKER_FIELD } from './roll-layout.ts';
import type { RollKeys, RollPlace } from './roll-layout.ts';

/** What a roll holds: counted in the buckets themselves, as a number kept beside them could be wrong. */
export interface RollSurvey {
  readonly credentials: number;
  /** By region, sorted; empty for a law. */
  readonly regions: ReadonlyMap<string, number>;
  /**
   * SHA-256, in hexadecimal, of all entries: bucket by bucket, in each bucket by the field, of each entry the
   * field (16 bytes), the region and a line feed. The same for the same voters, in whatever order they came.
   */
  readonly digest: string;
  /** Credentials by bucket. */
  readonly byBucket: Uint32Array;
}

const CHUNK_BUCKETS = 500;
const LINE_FEED = Buffer.from('\n');
const MARKER = Buffer.from(MARKER_FIELD);

/**
 * Reads the whole roll, and with it the entries of a load that are not part of it yet.
 *
 * @param load of which entries are counted as well; undefined for none
 */
export async function surveyRoll(
  connection: RedisConnection,
  keys: RollKeys,
  operation: RedisOperation,
  place: RollPlace,
  load?: string,
): Promise<RollSurvey> {
  const byBucket = new Uint32Array(place.buckets);
  const regions = new Map<string, number>();
  const sum = createHash('sha256');
  let credentials = 0;
  const read = (from: number): Promise<unknown[]> => {
    const buckets = bucketsFrom(from, place.buckets);
    return connection.readBytes(
      operation,
      buckets.flatMap((bucket) => [
        ['HGETALL', keys.bucket(place, bucket)],
        ...(load === undefined ? [] : [['HGETALL', keys.staged(place.rollKey, load, bucket)]]),
      ]),
      buckets.length,
    );
  };
  const perBucket = load === undefined ? 1 : 2;
  let next: Promise<unknown[]> = read(0);
  for (let from = 0; from < place.buckets; from += CHUNK_BUCKETS) {
    const replies = (await next) as (readonly Buffer[])[];
    if (from + CHUNK_BUCKETS < place.buckets) {
      next = read(from + CHUNK_BUCKETS);
      next.catch(() => undefined); // it is awaited in the next round
    }
    for (const [i, bucket] of bucketsFrom(from, place.buckets).entries()) {
      const entries = replies.slice(i * perBucket, (i + 1) * perBucket).flatMap(entriesOf);
      entries.sort((a, b) => a.field.compare(b.field));
      for (const { field, region } of entries) {
        sum.update(field).update(region).update(LINE_FEED);
        if (region === '') continue;
        regions.set(region, (regions.get(region) ?? 0) + 1);
      }
      byBucket[bucket] = entries.length;
      credentials += entries.length;
    }
  }
  return { credentials, regions: new Map([...regions].sort(byName)), digest: sum.digest('hex'), byBucket };
}

export interface StoredEntry {
  readonly field: Buffer;
  readonly region: string;
  /** The submission that has the claim, 16 bytes. */
  readonly claim: Buffer | undefined;
}

/** The entries of a bucket as HGETALL gives them, without the marker. A region's name is ASCII and holds no 0x00. */
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

function byName([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}
