import { setTimeout as delay } from 'node:timers/promises';
import type { RegisteredRoll } from '@scrutin/election';
import type { ElectionOffice } from './election-office.ts';
import type { RollsInRedis } from './rolls-in-redis.ts';

type StatusInRedis = Awaited<ReturnType<RollsInRedis['status']>>;

/** A roll on record, and what Redis has of it. */
export interface RollInRedis {
  readonly registered: RegisteredRoll;
  readonly redis: StatusInRedis;
  /**
   * Whether the roll is being loaded, or letters of it are being replaced, so that Redis may differ from the record for
   * a moment. Also true for a minute after a load was killed.
   */
  readonly isLoading: boolean;
}

/** What {@link rollInRedis} asks. */
export interface RollRecords {
  readonly store: Pick<ElectionOffice, 'rolls'>;
  readonly roll: Pick<RollsInRedis, 'status' | 'isLoading'>;
}

/** How long a load or a replacement that is running is worth waiting for. After a minute, one that was killed is over. */
export const LOAD_PATIENCE_MS = 65_000;

const LOOK_EVERY_MS = 250;
/** How often a difference is looked at, in case a load or a replacement has begun and ended meanwhile. */
const LOOKS = 3;

/** Whether Redis has all of the roll on record, and no other credential. */
export function isWholeInRedis(
  status: StatusInRedis,
  registered: Pick<RegisteredRoll, 'credentials'>,
): boolean {
  return (
    status.state === 'present' &&
    status.missingBuckets === 0 &&
    BigInt(status.credentials) === registered.credentials
  );
}

/**
 * Compares a roll in Redis with the one on record. A load writes to both, one after the other, so that a difference
 * counts only if no load was running.
 *
 * @param patienceMs how long to wait while the roll is being loaded
 * @throws TransientError when PostgreSQL or Redis is away
 */
export async function rollInRedis(
  registered: RegisteredRoll,
  { store, roll }: RollRecords,
  patienceMs = 0,
): Promise<RollInRedis> {
  const { rollKey } = registered;
  const endMs = performance.now() + patienceMs;
  let now = registered;
  for (let quietLooks = 0; ;) {
    const wasLoading = await roll.isLoading(rollKey);
    const redis = await roll.status(now);
    if (isWholeInRedis(redis, now)) return { registered: now, redis, isLoading: false };
    const isLoading = wasLoading || (await roll.isLoading(rollKey));
    quietLooks = isLoading ? 0 : quietLooks + 1;
    if (isLoading ? performance.now() >= endMs : quietLooks === LOOKS) {
      return { registered: now, redis, isLoading };
    }
    if (isLoading) await delay(LOOK_EVERY_MS);
    now = (await store.rolls()).find((other) => other.rollKey === rollKey) ?? now;
  }
}
