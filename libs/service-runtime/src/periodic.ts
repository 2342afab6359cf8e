import { TransientError } from './errors.ts';
import type { LogEvent } from './log-events.ts';
import type { Logger } from './logger.ts';
import type { Service } from './service.ts';

/** A task, and how often it runs. */
export interface PeriodicOptions {
  readonly name: string;
  /** The time from the end of one run to the beginning of the next. A function is called before each wait. */
  readonly everyMs: number | (() => number);
  readonly task: () => Promise<void>;
  /** Called with the error of every run that failed. The next run takes place in any case. */
  readonly onError: (error: unknown) => void;
  /** Whether `start` waits for a first run. By default, the first run takes place after `everyMs`. */
  readonly atStart?: boolean;
}

/**
 * Creates a service that runs a task repeatedly while the process lives. An error of the task ends neither the process
 * nor the repetition. Two runs never overlap. `drain` waits for the run that is under way.
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
    const { everyMs } = options;
    const waitMs = typeof everyMs === 'number' ? everyMs : everyMs();
    timer = setTimeout(() => {
      underway = run().finally(schedule);
    }, waitMs);
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
 * Creates the usual `onError`. It logs a TransientError as a warning with the event `unavailable`, and any other error
 * as a failure, which needs a person.
 */
export function backgroundFailure(
  logger: Logger,
  work: string,
  unavailable: LogEvent,
): (error: unknown) => void {
  return (error) => {
    if (error instanceof TransientError) logger.warn(unavailable, { error });
    else logger.error('background.failed', { work, error });
  };
}
