/** How the waits between attempts grow. */
export interface Backoff {
  /** The longest wait before the first repetition. */
  readonly baseMs: number;
  /** The longest wait before any repetition. */
  readonly capMs: number;
}

/**
 * The wait before a repetition, in milliseconds. It doubles up to the cap. Half of it is random, so that twenty workers
 * that lost the same database do not return in the same millisecond.
 *
 * @param attempt the number of the repetition, from 1
 * @param random a random number in [0, 1)
 */
export function backoffDelayMs(attempt: number, { baseMs, capMs }: Backoff, random: number): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
