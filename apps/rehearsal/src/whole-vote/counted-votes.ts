import { setTimeout as delay } from 'node:timers/promises';
import type { BallotStore } from '@scrutin/ballot-store';

const LOOK_EVERY_MS = 2_000;
const LOOK_AGAIN_MS = 100;
const STALLED_AFTER_MS = 60_000;

interface Sample {
  readonly ms: number;
  readonly counted: number;
}

/** Watches how many votes are counted while others are sent. */
export interface CountedVotes {
  /** The newest number that is known. */
  readonly latest: number;
  /** How many votes were counted at a time by `performance.now()`, on straight lines between the samples. */
  at(ms: number): number;
  /**
   * Waits until so many votes are counted or rejected, or until nothing has changed for a minute: the checks then say
   * what is missing. Ends the watching.
   */
  untilSettled(votes: number): Promise<void>;
}

export function watchCounted(store: Pick<BallotStore, 'ledger'>): CountedVotes {
  const samples: Sample[] = [];
  let settled = 0;
  const look = async (): Promise<void> => {
    const { counted, rejected } = await store.ledger();
    settled = Object.values(rejected).reduce((sum, votes) => sum + votes, counted);
    samples.push({ ms: performance.now(), counted });
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
      return samples.at(-1)?.counted ?? 0;
    },
    at(ms) {
      const next = samples.findIndex((sample) => sample.ms >= ms);
      const after = samples[next];
      const before = samples[next - 1];
      if (after === undefined) return samples.at(-1)?.counted ?? 0;
      if (before === undefined) return after.counted;
      const part = (ms - before.ms) / (after.ms - before.ms);
      return Math.round(before.counted + part * (after.counted - before.counted));
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
