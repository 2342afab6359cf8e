import type { QueueName } from '@scrutin/contracts/messages';
import type { Logger } from '@scrutin/service-runtime';
import type { PublishOutcome } from './metrics.ts';

const EVERY_MS = 1_000;

/**
 * Logs rejected publishes once a second, with their numbers. A full queue refuses thousands of messages a second, and
 * each caller gets an error anyway.
 */
export class RefusalLog {
  readonly #logger: Logger;
  readonly #counts = new Map<string, number>();
  #loggedMs = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  count(queue: QueueName, outcome: PublishOutcome): void {
    const refusal = `${queue} ${outcome}`;
    this.#counts.set(refusal, (this.#counts.get(refusal) ?? 0) + 1);
  }

  /**
   * Logs the counts if a second has passed. Must be called regularly.
   *
   * @param nowMs the time of a monotonic clock
   */
  logDue(nowMs: number): void {
    if (this.#counts.size === 0 || nowMs - this.#loggedMs < EVERY_MS) return;
    this.#loggedMs = nowMs;
    this.#logger.warn('broker.publish-refused', { refusals: Object.fromEntries(this.#counts) });
    this.#counts.clear();
  }
}
