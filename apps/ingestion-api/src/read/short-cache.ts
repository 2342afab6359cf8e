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

  async #refresh(): Promise<T> {
    const asOf = this.#now();
    const value = await this.#load();
    this.#last = { value, asOf };
    return value;
  }
}
