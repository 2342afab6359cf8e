import type { RollKey } from '@scrutin/election';
import { streamInPipelines } from './command-stream.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RedisOperation } from './redis-metrics.ts';
import { integersBelow, MARKER_FIELD, regionOfEntry } from './roll-layout.ts';
import type { RollKeys } from './roll-layout.ts';

export interface RollCensus {
  readonly credentials: number;
  /** Buckets without their marker. */
  readonly missingBuckets: number;
}

/** Counted in the buckets themselves: a number kept beside them would be wrong after a load that was cut short. */
export async function census(
  connection: RedisConnection,
  keys: RollKeys,
  operation: RedisOperation,
  roll: RollKey,
  buckets: number,
): Promise<RollCensus> {
  let credentials = 0;
  let missingBuckets = 0;
  await forEachBucket(connection, keys, operation, roll, buckets, 'HLEN', (length, marker) => {
    credentials += Number(length) - (marker === null ? 0 : 1);
    if (marker !== String(buckets)) missingBuckets += 1;
  });
  return { credentials, missingBuckets };
}

/** The same by region, from the values, who has voted among them: reads the whole roll. */
export async function censusByRegion(
  connection: RedisConnection,
  keys: RollKeys,
  operation: RedisOperation,
  roll: RollKey,
  buckets: number,
): Promise<ReadonlyMap<string, number>> {
  const regions = new Map<string, number>();
  const add = (region: string, credentials: number): void => {
    regions.set(region, (regions.get(region) ?? 0) + credentials);
  };
  await forEachBucket(connection, keys, operation, roll, buckets, 'HVALS', (values, marker) => {
    for (const value of values as readonly string[]) add(regionOfEntry(value), 1);
    // HVALS does not say which value is the marker's, and a region may be called as it.
    if (typeof marker === 'string') add(marker, -1);
  });
  return new Map([...regions].filter(([, credentials]) => credentials > 0).sort(byName));
}

/** What `command` answers for each bucket, with the bucket's marker. */
async function forEachBucket(
  connection: RedisConnection,
  keys: RollKeys,
  operation: RedisOperation,
  roll: RollKey,
  buckets: number,
  command: 'HLEN' | 'HVALS',
  take: (answer: unknown, marker: unknown) => void,
): Promise<void> {
  await streamInPipelines(integersBelow(buckets), async (chunk) => {
    const replies = await connection.pipeline(
      operation,
      chunk.flatMap((bucket) => {
        const key = keys.bucket(roll, bucket);
        return [
          [command, key],
          ['HGET', key, MARKER_FIELD],
        ];
      }),
      chunk.length,
    );
    for (let i = 0; i < replies.length; i += 2) take(replies[i], replies[i + 1]);
  });
}

function byName([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}
