import type { RollKey } from '@scrutin/election';
import { streamInPipelines } from './command-stream.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys, RollPlace } from './roll-layout.ts';
import { integersBelow, isShort } from './roll-layout.ts';
import { editionField, editionFieldBefore, loadField, readRollMeta } from './roll-meta.ts';

/**
 * Removes an edition, and what the previous release may have written of it. Nobody is rejected because of it: the voters of
 * a missing edition get `roll-missing` (P3).
 */
export async function removeEdition(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
): Promise<void> {
  await unlinkAll(connection, place.buckets, (bucket) => keys.bucket(place, bucket));
  if (isShort(place.edition)) await removeEditionBefore(connection, keys, place);
  const fields = [...(place.edition === '' ? ['buckets', 'complete'] : []), editionField(place.edition)];
  await connection.pipeline('load-roll', [['HDEL', keys.meta(place.rollKey), ...fields]]);
}

/** Removes what the previous release has written of an edition with short claims, whose entries it did not find. */
async function removeEditionBefore(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
): Promise<void> {
  await unlinkAll(connection, place.buckets, (bucket) => keys.bucketBefore(place, bucket));
  await connection.pipeline('load-roll', [
    ['HDEL', keys.meta(place.rollKey), editionFieldBefore(place.edition)],
  ]);
}

/** Removes the staged entries of a load. */
export async function removeStaged(
  connection: RedisConnection,
  keys: RollKeys,
  rollKey: RollKey,
  load: string,
  buckets: number,
): Promise<void> {
  await unlinkAll(connection, buckets, (bucket) => keys.staged(rollKey, load, bucket));
  await connection.pipeline('load-roll', [['HDEL', keys.meta(rollKey), loadField(load)]]);
}

/**
 * Removes all editions and staged loads of a roll, except for one edition. Of that one, it removes what the previous
 * release has written of it, which no vote reads any more.
 */
export async function removeRoll(
  connection: RedisConnection,
  keys: RollKeys,
  rollKey: RollKey,
  keptEdition?: string,
): Promise<void> {
  const { editions, loads, writtenBefore } = await readRollMeta(connection, keys, 'load-roll', rollKey);
  for (const [edition, buckets] of editions) {
    if (edition !== keptEdition) await removeEdition(connection, keys, { rollKey, edition, buckets });
  }
  const buckets = keptEdition === undefined ? undefined : writtenBefore.get(keptEdition);
  if (keptEdition !== undefined && buckets !== undefined) {
    await removeEditionBefore(connection, keys, { rollKey, edition: keptEdition, buckets });
  }
  for (const [load, buckets] of loads) await removeStaged(connection, keys, rollKey, load, buckets);
}

async function unlinkAll(
  connection: RedisConnection,
  buckets: number,
  keyOf: (bucket: number) => string,
): Promise<void> {
  await streamInPipelines(integersBelow(buckets), async (chunk) => {
    await connection.pipeline(
      'load-roll',
      chunk.map((bucket) => ['UNLINK', keyOf(bucket)]),
    );
  });
}
