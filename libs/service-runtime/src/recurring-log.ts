import type { LogEvent } from './log-events.ts';
import type { LogFields, Logger } from './logger.ts';

/**
 * Logs a failure at once, and one of the same kind again at most every `everyMs`, with the number of times it came in
 * between: a dependency that refuses thousands of calls a second must be noticed, and must not fill the disk.
 */
export class RecurringLog {
  readonly #logger: Logger;
  readonly #everyMs: number;
  readonly #now: () => number;
  readonly #said = new Map<string, { atMs: number; unsaid: number }>();

  /** @param now a clock that never goes back, in milliseconds */
  constructor(logger: Logger, everyMs = 30_000, now: () => number = () => performance.now()) {
    this.#logger = logger;
    this.#everyMs = everyMs;
    this.#now = now;
  }

  /** @param kind what counts as the same failure; of a small set, since each is remembered */
  error(event: LogEvent, kind: string, fields: LogFields): void {
    const key = `${event} ${kind}`;
    const nowMs = this.#now();
    const before = this.#said.get(key);
    if (before !== undefined && nowMs - before.atMs < this.#everyMs) {
      before.unsaid += 1;
      return;
    }
    const repeated = before?.unsaid ?? 0;
    this.#said.set(key, { atMs: nowMs, unsaid: 0 });
    this.#logger.error(event, repeated === 0 ? fields : { ...fields, repeated });
  }
}
