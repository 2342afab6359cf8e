import type { Logger, Service } from '@scrutin/service-runtime';
import { periodic } from '@scrutin/service-runtime';

const MINUTE_MS = 60_000;

/** The task of a minute tick. */
export interface MinuteTickOptions {
  readonly name: string;
  /** If it fails, the error is logged, and the task runs again a minute later. */
  readonly task: () => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly logger: Logger;
}

/**
 * Runs a task at the beginning of every whole minute. It does not run at the start, because a process may start at any
 * moment, and the task must not show what happened within a minute (P6).
 */
export function minuteTick({ name, task, clock, logger }: MinuteTickOptions): Service {
  return periodic({
    name,
    everyMs: () => MINUTE_MS - (clock() % MINUTE_MS),
    task,
    onError: (error) => {
      logger.warn('metrics.refresh-failed', { error });
    },
  });
}
