/** How many wrong keys one address may send in a minute before all of its unknown keys are refused unread. */
const MOST_IN_A_MINUTE = 20;
const MOST_ADDRESSES = 10_000;
const MINUTE_MS = 60_000;

/** Counts the wrong keys of each address, so that somebody who guesses cannot keep the check of keys busy. */
export class RefusedKeys {
  readonly #steadyClock: () => number;
  #counts = new Map<string, number>();
  #minute = Number.NEGATIVE_INFINITY;

  /** @param steadyClock milliseconds of a clock that is never set */
  constructor(steadyClock: () => number) {
    this.#steadyClock = steadyClock;
  }

  /** How long the address has to wait before it may send another unknown key; 0 if it need not. */
  waitMs(address: string): number {
    const nowMs = this.#steadyClock();
    this.#forget(nowMs);
    return (this.#counts.get(address) ?? 0) < MOST_IN_A_MINUTE ? 0 : (this.#minute + 1) * MINUTE_MS - nowMs;
  }

  add(address: string): void {
    this.#forget(this.#steadyClock());
    const count = this.#counts.get(address);
    if (count !== undefined || this.#counts.size < MOST_ADDRESSES)
      this.#counts.set(address, (count ?? 0) + 1);
  }

  #forget(nowMs: number): void {
    const minute = Math.floor(nowMs / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#counts = new Map();
  }
}
