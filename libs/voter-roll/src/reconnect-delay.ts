import { backoffDelayMs } from '@scrutin/service-runtime';

/**
 * The delay before the next attempt to connect to Redis, in milliseconds. It doubles up to two seconds, with jitter, so
 * that not all processes reconnect at once.
 *
 * @param attempts the number of attempts that have failed so far
 */
export function reconnectDelayMs(attempts: number): number {
  return backoffDelayMs(attempts + 1, { baseMs: 25, capMs: 2_000 }, Math.random());
}
