const SHORTEST_MS = 25;
const LONGEST_MS = 2_000;

/** Doubles with each attempt up to two seconds, with jitter, so that not all come back at once. */
export function reconnectDelayMs(attempts: number): number {
  return Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(attempts, 10)) * (0.5 + Math.random() / 2);
}
