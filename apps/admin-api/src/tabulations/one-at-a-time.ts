/** Work that waits for its turn, or is not taken on. */
export class OneAtATime {
  readonly #mostWaiting: number;
  #last: Promise<unknown> = Promise.resolve();
  #taken = 0;

  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
  }

  /** Undefined, at once, when too much waits already. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#taken > this.#mostWaiting) return undefined;
    this.#taken += 1;
    const turn = this.#last.then(work).finally(() => {
      this.#taken -= 1;
    });
    this.#last = turn.catch(() => undefined); // its failure is the caller's, not the next one's
    return turn;
  }
}
