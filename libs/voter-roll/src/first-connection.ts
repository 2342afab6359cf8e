/**
 * A first connection takes at most 3 seconds to open and 5 seconds to be greeted. After this time it counts as failed,
 * so that a Redis that accepts the connection and then hangs is noticed.
 */
const PENDING_AT_MOST_MS = 8_000;

/**
 * Whether a process is still making its first connection. Until that attempt has ended, "not connected" is the usual
 * course of a start and no error of Redis: readiness is asked before the connection can be there.
 */
export class FirstConnection {
  readonly #now: () => number;
  readonly #begunMs: number;
  #hasEnded = false;

  /** @param now a clock that never goes back, in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#begunMs = now();
  }

  /** The attempt succeeded or failed. */
  end(): void {
    this.#hasEnded = true;
  }

  get isPending(): boolean {
    return !this.#hasEnded && this.#now() - this.#begunMs < PENDING_AT_MOST_MS;
  }
}
