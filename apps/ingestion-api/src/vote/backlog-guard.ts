import type { Broker } from '@scrutin/broker';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Logger, Service } from '@scrutin/service-runtime';
import { periodic, TransientError } from '@scrutin/service-runtime';

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
  const polling = periodic({
    name: 'backlog-guard',
    everyMs: options.pollMs,
    atStart: true,
    task: async () => {
      const { messages } = await options.broker.depth(QUEUES.validation);
      if (!high && messages > options.maxMessages) {
        high = true;
        options.logger.warn('intake.backlog-high', { messages, limit: options.maxMessages });
      } else if (high && messages < resumeAt) {
        high = false;
        options.logger.info('intake.backlog-normal', { messages });
      }
    },
    // Without the broker no vote is accepted anyway; the last known state stands until it is back.
    onError: (error) => {
      if (error instanceof TransientError) return;
      options.logger.error('background.failed', { work: 'backlog-guard', error });
    },
  });
  return { ...polling, isHigh: () => high };
}
