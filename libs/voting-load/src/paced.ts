import { setTimeout as delay } from 'node:timers/promises';

export interface Pace {
  /** How many items are in work at the same time. */
  readonly concurrency: number;
  /** How many items are begun per second; as many as possible if absent. */
  readonly ratePerSecond?: number | undefined;
  /** Called before each item. If it returns true, no further item is begun. */
  readonly isStopped?: () => boolean;
}

/** Works on the items in their order, `concurrency` of them at a time. Resolves when all that began have ended. */
export async function paced<T>(
  items: Iterable<T>,
  { concurrency, ratePerSecond, isStopped = () => false }: Pace,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  const startedMs = performance.now();
  let begun = 0;
  const oneAfterTheOther = async (): Promise<void> => {
    while (!isStopped()) {
      const next = left.next();
      if (next.done === true) return;
      const index = begun++;
      if (ratePerSecond !== undefined) {
        const waitMs = startedMs + (index * 1_000) / ratePerSecond - performance.now();
        if (waitMs > 0) await delay(waitMs);
      }
      await work(next.value, index);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, oneAfterTheOther));
}
