import { backoffDelayMs } from '@scrutin/service-runtime';

/** Between two attempts to connect to Redis. @param attempts that failed so far, from 0 */
export function reconnectDelayMs(attempts: number): number {
  return backoffDelayMs(attempts + 1, { baseMs: 25, capMs: 2_000 }, Math.random());
}
