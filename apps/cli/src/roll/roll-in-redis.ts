import type { BallotStore } from '@scrutin/ballot-store';
import type { RegisteredRoll } from '@scrutin/election';
import { isWholeInRedis } from '@scrutin/election-office';
import type { RollStatus, VoterRoll } from '@scrutin/voter-roll';

/** A roll on record, and what Redis has of it. */
export interface RollInRedis {
  readonly registered: RegisteredRoll;
  readonly redis: RollStatus;
  /**
   * Whether the roll is being loaded, or letters of it are being replaced, so that Redis may differ from the record for
   * a moment. Also true for a minute after a load was killed.
   */
  readonly isLoading: boolean;
}

/** How often a difference is looked at, in case a load or a replacement has begun and ended meanwhile. */
const LOOKS = 3;

/**
 * Compares a roll in Redis with the one on record. A load writes to both, one after the other, so that a difference
 * counts only if no load was running.
 *
 * @throws TransientError when PostgreSQL or Redis is away
 */
export async function rollInRedis(
  registered: RegisteredRoll,
  store: Pick<BallotStore, 'rolls'>,
  roll: Pick<VoterRoll, 'status' | 'isLoading'>,
): Promise<RollInRedis> {
  let now = registered;
  for (let look = 1; ; look++) {
    const wasLoading = await roll.isLoading(now.rollKey);
    const redis = await roll.status(now);
    if (isWholeInRedis(redis, now)) return { registered: now, redis, isLoading: false };
    const isLoading = wasLoading || (await roll.isLoading(now.rollKey));
    if (isLoading || look === LOOKS) return { registered: now, redis, isLoading };
    now = (await store.rolls()).find(({ rollKey }) => rollKey === registered.rollKey) ?? now;
  }
}
