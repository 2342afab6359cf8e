import { setTimeout as delay } from 'node:timers/promises';
import type { BallotStore } from '@scrutin/ballot-store';
import { GrowingNumbers } from './growing-numbers.ts';

const LOOK_EVERY_MS = 2_000;
const LOOK_AGAIN_MS = 100;
const STALLED_AFTER_MS = 60_000;

/** Watches how many votes are counted while others are sent. */
export interface CountedVotes {
  /** The newest number that is known. */
  readonly latest: number;
  /** How many votes were counted at a time by `performance.now()`, on a straight line between two looks. */
  at(ms: number): number;
  /**
   * Waits until so many votes are counted or rejected, or until nothing has changed for a minute: the checks then say
   * what is missing. Ends the watching.
   */
  untilSettled(votes: number): Promise<void>;
}

export function watchCounted(store: Pick<BallotStore, 'ledger'>): CountedVotes {
  const seen = new GrowingNumbers();
  let settled = 0;
  const look = async (): Promise<void> => {
    const { counted, rejected } = await store.ledger();
    settled = Object.values(rejected).reduce((sum, votes) => sum + votes, counted);
    seen.note(performance.now(), { counted });
  };
  const ending = new AbortController();
  const watching = (async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await look();
      await delay(LOOK_EVERY_MS);
    }
  })();
  // A failure is reported by `untilSettled`, which waits for it.
  watching.catch(() => undefined);
  return {
    get latest() {
      return seen.latest.counted ?? 0;
    },
    at(ms) {
      return Math.round(seen.at(ms).counted ?? 0);
    },
    async untilSettled(votes) {
      ending.abort();
      await watching;
      let last = -1;
      let deadline = performance.now() + STALLED_AFTER_MS;
      while (settled < votes && performance.now() < deadline) {
        await look();
        if (settled > last) deadline = performance.now() + STALLED_AFTER_MS;
        last = settled;
        await delay(LOOK_AGAIN_MS);
      }
    },
  };
}
