import type { RecordedRoll } from '@scrutin/election';
import { streamInPipelines } from './command-stream.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';
import { integersBelow, MARKER_FIELD, markerOf } from './roll-layout.ts';

/** The state of a roll in Redis. */
export type RollStatus =
  | { readonly state: 'absent' }
  | {
      readonly state: 'present';
      /** The number of credentials, counted in the buckets. */
      readonly credentials: number;
      /**
       * The number of buckets without the marker of the recorded generation, because they were lost or are older. The
       * votes of credentials that are not found in them wait.
       */
      readonly missingBuckets: number;
    };

/** Reads the state of every bucket of a roll. For 8 M credentials, this takes about a second. */
export async function rollStatus(
  connection: RedisConnection,
  keys: RollKeys,
  roll: RecordedRoll,
): Promise<RollStatus> {
  const expected = markerOf(roll);
  let credentials = 0;
  let markers = 0;
  let missingBuckets = 0;
  await streamInPipelines(integersBelow(roll.buckets), async (chunk) => {
    const replies = await connection.pipeline(
      'roll-status',
      chunk.flatMap((bucket) => {
        const key = keys.bucket(roll, bucket);
        return [
          ['HLEN', key],
          ['HGET', key, MARKER_FIELD],
        ];
      }),
      chunk.length,
    );
    for (let i = 0; i < replies.length; i += 2) {
      const hasMarker = replies[i + 1] !== null;
      credentials += Number(replies[i]) - (hasMarker ? 1 : 0);
      if (hasMarker) markers += 1;
      if (replies[i + 1] !== expected) missingBuckets += 1;
    }
  });
  if (credentials === 0 && markers === 0) return { state: 'absent' };
  return { state: 'present', credentials, missingBuckets };
}
