import { TransientError } from './errors.ts';
import type { LogEvent } from './log-events.ts';
import type { Logger } from './logger.ts';
import type { Service } from './service.ts';

export interface PeriodicOptions {
  readonly name: string;
  /** From the end of one run to the beginning of the next. */
  readonly everyMs: number;
  readonly task: () => Promise<void>;
  /** Told of every run that failed. The next run comes all the same. */
  readonly onError: (error: unknown) => void;
  /** Whether `start` waits for a first run; else the first one comes after `everyMs`. */
  readonly atStart?: boolean;
}

/**
 * Work that is done again and again for as long as the process lives. No error of it ends the process or the
 * repetition: what failed is reported and done again. Never two runs at a time; `drain` waits for the one that
 * is under way.
 */
export function periodic(options: PeriodicOptions): Service {
  let timer: NodeJS.Timeout | undefined;
  let underway: Promise<void> = Promise.resolve();
  let stopped = false;

  const run = async (): Promise<void> => {
    try {
      await options.task();
    } catch (error) {
      options.onError(error);
    }
  };
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      underway = run().finally(schedule);
    }, options.everyMs);
  };
  const end = (): void => {
    stopped = true;
    clearTimeout(timer);
  };
  return {
    name: options.name,
    async start() {
      if (options.atStart === true) await run();
      schedule();
    },
    async drain() {
      end();
      await underway;
    },
    stop() {
      end();
      return Promise.resolve();
    },
  };
}

/**
 * What `onError` usually does: a dependency that is away is logged as `away`; an error that nobody foresaw is
 * logged as a failure, which needs a person.
 */
export function backgroundFailure(logger: Logger, work: string, away: LogEvent): (error: unknown) => void {
  return (error) => {
    if (error instanceof TransientError) logger.warn(away, { error });
    else logger.error('background.failed', { work, error });
  };
}
