import type { RollKey } from '@scrutin/election';
import type { RedisConnection } from './redis-connection.ts';
import type { RedisOperation } from './redis-metrics.ts';
import type { RollKeys } from './roll-layout.ts';

/** What Redis remembers about a roll as a whole. */
export interface RollMeta {
  readonly buckets: number;
  /** All entries and markers of a load were written. */
  readonly complete: boolean;
}

export async function readRollMeta(
  connection: RedisConnection,
  keys: RollKeys,
  operation: RedisOperation,
  rolls: readonly RollKey[],
): Promise<(RollMeta | undefined)[]> {
  const replies = await connection.pipeline(
    operation,
    rolls.map((roll) => ['HMGET', keys.meta(roll), 'buckets', 'complete']),
  );
  return replies.map(parseMeta);
}

function parseMeta(reply: unknown): RollMeta | undefined {
  if (!Array.isArray(reply)) return undefined;
  const [buckets, complete] = reply as unknown[];
  const count = Number(buckets);
  if (!Number.isSafeInteger(count) || count < 1) return undefined;
  return { buckets: count, complete: complete === '1' };
}
