import type { QueueName } from '@scrutin/contracts/messages';
import type { Logger } from '@scrutin/service-runtime';
import type { PublishOutcome } from './metrics.ts';

const EVERY_MS = 1_000;

/**
 * Logs what was not published once a second and with counts: a full queue refuses thousands a second, and each caller
 * hears of its own anyway.
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

  /** To be called again and again. @param nowMs a clock that never goes back */
  logDue(nowMs: number): void {
    if (this.#counts.size === 0 || nowMs - this.#loggedMs < EVERY_MS) return;
    this.#loggedMs = nowMs;
    this.#logger.warn('broker.publish-refused', { refusals: Object.fromEntries(this.#counts) });
    this.#counts.clear();
  }
}
