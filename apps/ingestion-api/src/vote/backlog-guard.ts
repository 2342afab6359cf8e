import type { Broker } from '@scrutin/broker';
import { QUEUES } from '@scrutin/contracts';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger, Service } from '@scrutin/service-runtime';

export interface BacklogGuardOptions {
  readonly broker: Pick<Broker, 'depth'>;
  readonly logger: Logger;
  readonly maxMessages: number;
  readonly pollMs: number;
}

export interface BacklogGuard extends Service {
  isHigh(): boolean;
}

/**
 * Backpressure with hysteresis: above `maxMessages` waiting for validation the API says 503, and takes
 * votes again only below three quarters of it, so that it does not flap at the limit. Nothing that was
 * accepted is ever dropped for being too much: it is refused at the door instead.
 */
export function backlogGuard(options: BacklogGuardOptions): BacklogGuard {
  const resumeAt = Math.floor(options.maxMessages * 0.75);
  let high = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const poll = async (): Promise<void> => {
    try {
      const { messages } = await options.broker.depth(QUEUES.validation);
      if (!high && messages > options.maxMessages) {
        high = true;
        options.logger.warn('intake.backlog-high', { messages, limit: options.maxMessages });
      } else if (high && messages < resumeAt) {
        high = false;
        options.logger.info('intake.backlog-normal', { messages });
      }
    } catch (error) {
      // Without the broker no vote is accepted anyway; the last known state stands until it is back.
      if (!(error instanceof TransientError)) throw error;
    }
  };
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => void poll().finally(schedule), options.pollMs);
  };
  const end = (): Promise<void> => {
    stopped = true;
    clearTimeout(timer);
    return Promise.resolve();
  };
  return {
    name: 'backlog-guard',
    isHigh: () => high,
    async start() {
      await poll();
      schedule();
    },
    drain: end,
    stop: end,
  };
}
