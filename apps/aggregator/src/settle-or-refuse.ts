import type { RefusedEntry } from '@scrutin/broker';
import { PoisonMessageError } from '@scrutin/service-runtime';

/**
 * Settles a batch and returns the entries that `settle` would not take. When a batch is refused for its data
 * (PoisonMessageError), each half of it is settled by itself, and so on, until the offending entries stand alone: these
 * are returned with the refusal's message, and all others are settled.
 *
 * One bad entry among n costs about 2 log2(n) further transactions. The parts are settled one after the
 * other in the batch's order, so that of two votes of one credential the first still counts (P3).
 *
 * Any other error of `settle` is passed on. Parts that were settled by then are settled again with the
 * whole batch: `settle` must be idempotent (P2).
 */
export async function settleOrRefuse<T>(
  entries: readonly T[],
  settle: (entries: readonly T[]) => Promise<readonly RefusedEntry<T>[]>,
): Promise<readonly RefusedEntry<T>[]> {
  try {
    return await settle(entries);
  } catch (error) {
    if (!(error instanceof PoisonMessageError)) throw error;
    const [only] = entries;
    if (entries.length === 1 && only !== undefined) return [{ entry: only, problem: error.message }];
    if (entries.length < 2) throw error; // no entry to blame
  }
  const middle = entries.length >> 1;
  return [
    ...(await settleOrRefuse(entries.slice(0, middle), settle)),
    ...(await settleOrRefuse(entries.slice(middle), settle)),
  ];
}
