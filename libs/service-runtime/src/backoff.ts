export interface Backoff {
  /** Milliseconds before the first repetition. */
  readonly baseMs: number;
  /** No wait is longer than this. */
  readonly capMs: number;
}

/**
 * How long to wait before repetition `attempt` (1 is the first): doubles up to the cap, and half of it is chance, so
 * that twenty workers that lost the same database do not come back in the same millisecond.
 *
 * @param random in [0, 1)
 */
export function backoffDelayMs(attempt: number, { baseMs, capMs }: Backoff, random: number): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
