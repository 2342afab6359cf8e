import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** How long it may take on a slow machine. */
  readonly deadlineMs?: number;
  readonly everyMs?: number;
}

/**
 * Attempts until it no longer throws, and returns what it came to: how a test waits without sleeping.
 *
 * @throws Error saying `what` did not come to pass, caused by the last failure
 */
export async function eventually<T>(
  what: string,
  attempt: () => T | Promise<T>,
  { deadlineMs = 60_000, everyMs = 25 }: Patience = {},
): Promise<T> {
  const endMs = performance.now() + deadlineMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > endMs) {
        const last = error instanceof Error ? error.message : String(error);
        throw new Error(`not within ${deadlineMs} ms: ${what}. At last: ${last}`, { cause: error });
      }
    }
    await delay(everyMs);
  }
}
