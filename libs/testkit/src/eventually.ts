import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** How long it may take on a slow machine. */
  readonly deadlineMs?: number;
  readonly everyMs?: number;
}

/**
 * Calls `attempt` again and again until it does not throw, and returns its result. This is how a test waits for
 * something without sleeping for a fixed time.
 *
 * @param what the expected state, for the message of the error
 * @throws Error if the deadline passes; its cause is the last failure
 */
export async function eventually<T>(
  what: string,
  attempt: () => T | Promise<T>,
  { deadlineMs = 120_000, everyMs = 25 }: Patience = {},
): Promise<T> {
  const endMs = performance.now() + deadlineMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > endMs) {
        const last = error instanceof Error ? error.message : String(error);
        throw new Error(`not within ${deadlineMs} ms: ${what}. Last failure: ${last}`, { cause: error });
      }
    }
    await delay(everyMs);
  }
}

/** Waits until `holds` is true, as {@link eventually} does. @throws Error if the deadline passes */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience: Patience = {},
): Promise<void> {
  const attempt = async (): Promise<void> => {
    if (!(await holds())) throw new Error('it does not hold yet');
  };
  await eventually(what, attempt, patience);
}
