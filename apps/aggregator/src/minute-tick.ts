import type { Logger, Service } from '@scrutin/service-runtime';

const MINUTE_MS = 60_000;

export interface MinuteTickOptions {
  readonly name: string;
  /** What fails is logged and done again a minute later. */
  readonly task: () => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly logger: Logger;
}

/**
 * Does the task whenever a whole minute begins. Never at the start: processes that start at any moment would else read
 * at any moment.
 */
export function minuteTick({ name, task, clock, logger }: MinuteTickOptions): Service {
  let timer: NodeJS.Timeout | undefined;
  let underway = Promise.resolve();
  let stopped = false;

  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(
      () => {
        underway = task()
          .catch((error: unknown) => {
            logger.warn('metrics.refresh-failed', { error });
          })
          .then(schedule);
      },
      MINUTE_MS - (clock() % MINUTE_MS),
    );
  };
  return {
    name,
    start() {
      schedule();
      return Promise.resolve();
    },
    async drain() {
      stopped = true;
      clearTimeout(timer);
      await underway;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      return Promise.resolve();
    },
  };
}
