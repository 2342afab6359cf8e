import { TransientError } from '@scrutin/service-runtime';

/** How old a value may be that stands in for one that cannot be loaded. */
const LAST_KNOWN_MAX_MS = 600_000;
/** How long a load may take before the last value stands in for it. */
const LAST_KNOWN_AFTER_MS = 1_000;

/**
 * Keeps one value for a short time. At most one load is under way, however many callers wait. A value is returned until
 * `maxAgeMs` after its load began, so no caller gets an older one. If a load fails, it fails for all callers that
 * waited for it, and the next call loads again.
 */
export class ShortCache<T> {
  readonly #load: () => Promise<T>;
  readonly #maxAgeMs: number;
  readonly #now: () => number;
  #last: { readonly value: T; readonly asOf: number } | undefined;
  #underway: Promise<T> | undefined;

  /** @param now a monotonic clock in milliseconds */
  constructor(load: () => Promise<T>, maxAgeMs: number, now: () => number = () => performance.now()) {
    this.#load = load;
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
  }

  /** Returns the value, and loads it first if it is too old. */
  get(): Promise<T> {
    if (this.#last !== undefined && this.#now() - this.#last.asOf < this.#maxAgeMs) {
      return Promise.resolve(this.#last.value);
    }
    this.#underway ??= this.#refresh().finally(() => {
      this.#underway = undefined;
    });
    return this.#underway;
  }

  /**
   * Returns the value as {@link get} does. While it cannot be loaded, because the database is unavailable or takes longer
   * than a second, it returns the last value, if its load began less than ten minutes ago. This is for what voters need to
   * vote: contests, candidates and notices. Results come from {@link get}.
   */
  async lastKnown(): Promise<T> {
    const last = this.#last;
    const load = this.get();
    if (last === undefined || this.#now() - last.asOf >= LAST_KNOWN_MAX_MS) return load;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T>((resolve) => {
      timer = setTimeout(resolve, LAST_KNOWN_AFTER_MS, last.value);
    });
    try {
      return await Promise.race([load, late]);
    } catch (error) {
      if (error instanceof TransientError) return last.value;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #refresh(): Promise<T> {
    const asOf = this.#now();
    const value = await this.#load();
    this.#last = { value, asOf };
    return value;
  }
}
