import type { LogEvent } from './log-events.ts';
import type { LogFields, Logger } from './logger.ts';

/**
 * Logs a failure immediately, and logs failures of the same kind again at most every `everyMs`, with the number of
 * failures in between. So a dependency that refuses thousands of calls a second is noticed but does not fill the disk.
 */
export class RecurringLog {
  readonly #logger: Logger;
  readonly #everyMs: number;
  readonly #now: () => number;
  readonly #logged = new Map<string, { atMs: number; suppressed: number }>();

  /** @param now a monotonic clock in milliseconds */
  constructor(logger: Logger, everyMs = 30_000, now: () => number = () => performance.now()) {
    this.#logger = logger;
    this.#everyMs = everyMs;
    this.#now = now;
  }

  /**
   * Logs a failure, or counts it if one of its kind was logged recently.
   *
   * @param kind names failures that count as the same. There must be few kinds, because each is remembered.
   */
  error(event: LogEvent, kind: string, fields: LogFields): void {
    const key = `${event} ${kind}`;
    const nowMs = this.#now();
    const last = this.#logged.get(key);
    if (last !== undefined && nowMs - last.atMs < this.#everyMs) {
      last.suppressed += 1;
      return;
    }
    const repeated = last?.suppressed ?? 0;
    this.#logged.set(key, { atMs: nowMs, suppressed: 0 });
    this.#logger.error(event, repeated === 0 ? fields : { ...fields, repeated });
  }
}
