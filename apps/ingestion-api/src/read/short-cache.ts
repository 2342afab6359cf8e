/**
 * One value, kept for a moment. However many ask, at most one load is under way; a value is handed out
 * until `maxAgeMs` after its load began, so nobody sees anything older. A load that fails fails for all
 * who waited for it and is not kept: the next to ask loads again.
 */
export class ShortCache<T> {
  readonly #load: () => Promise<T>;
  readonly #maxAgeMs: number;
  readonly #now: () => number;
  #kept: { readonly value: T; readonly asOf: number } | undefined;
  #underway: Promise<T> | undefined;

  /** @param now a clock that never goes back, in milliseconds */
  constructor(load: () => Promise<T>, maxAgeMs: number, now: () => number = () => performance.now()) {
    this.#load = load;
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
  }

  get(): Promise<T> {
    if (this.#kept !== undefined && this.#now() - this.#kept.asOf < this.#maxAgeMs) {
      return Promise.resolve(this.#kept.value);
    }
    this.#underway ??= this.#refresh().finally(() => {
      this.#underway = undefined;
    });
    return this.#underway;
  }

  async #refresh(): Promise<T> {
    const asOf = this.#now();
    const value = await this.#load();
    this.#kept = { value, asOf };
    return value;
  }
}
