import type { Broker } from '@scrutin/broker';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Logger, Service } from '@scrutin/service-runtime';
import { periodic, TransientError } from '@scrutin/service-runtime';

/** The limit of the backlog, and how often it is checked. */
export interface BacklogGuardOptions {
  readonly broker: Pick<Broker, 'depth'>;
  readonly logger: Logger;
  readonly maxMessages: number;
  readonly pollMs: number;
}

/** Watches how many messages wait for validation. */
export interface BacklogGuard extends Service {
  /** Whether so many messages wait that no vote is accepted. */
  isHigh(): boolean;
}

/**
 * Creates the guard. When more than `maxMessages` messages wait for validation, the API answers 503. It accepts votes
 * again only when fewer than three quarters of that number wait, so that it does not switch back and forth at the
 * limit. An accepted vote is never dropped because there are too many: new ones are refused instead.
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
    // While the broker is unavailable no vote is accepted anyway. The last known state is kept until it is back.
    onError: (error) => {
      if (error instanceof TransientError) return;
      options.logger.error('background.failed', { work: 'backlog-guard', error });
    },
  });
  return { ...polling, isHigh: () => high };
}
