import type { EntryToPark } from '@scrutin/broker';
import { PoisonMessageError } from '@scrutin/service-runtime';

/**
 * Settles a batch and returns the entries that could not be settled and must be parked. If `settle` throws a PoisonMessageError because of
 * the data, each half of the batch is settled separately, and so on, until each wrong entry is alone. These entries are
 * returned with the message of the error, and all others are settled.
 *
 * One wrong entry among n costs about 2 log2(n) additional transactions. The parts are settled one after the other in
 * the order of the batch, so that the first of two votes of one credential is still the one that counts (P3).
 *
 * Any other error of `settle` is thrown. The batch is then delivered again, including the parts that were settled, so
 * `settle` must be idempotent (P2).
 */
export async function settleOrPark<T>(
  entries: readonly T[],
  settle: (entries: readonly T[]) => Promise<readonly EntryToPark<T>[]>,
): Promise<readonly EntryToPark<T>[]> {
  try {
    return await settle(entries);
  } catch (error) {
    if (!(error instanceof PoisonMessageError)) throw error;
    const [only] = entries;
    if (entries.length === 1 && only !== undefined) return [{ entry: only, problem: error.message }];
    if (entries.length < 2) throw error; // There is no entry to return.
  }
  const middle = entries.length >> 1;
  return [
    ...(await settleOrPark(entries.slice(0, middle), settle)),
    ...(await settleOrPark(entries.slice(middle), settle)),
  ];
}
