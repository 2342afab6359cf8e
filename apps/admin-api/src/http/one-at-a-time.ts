/** Runs pieces of work one after the other, and refuses work when too much is waiting. */
export class OneAtATime {
  readonly #mostWaiting: number;
  #last: Promise<unknown> = Promise.resolve();
  #taken = 0;

  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
  }

  /** Runs `work` when the work before it is finished. Returns undefined at once if too much is waiting already. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#taken > this.#mostWaiting) return undefined;
    this.#taken += 1;
    const turn = this.#last.then(work).finally(() => {
      this.#taken -= 1;
    });
    this.#last = turn.catch(() => undefined); // a failure is for the caller, and the next work runs all the same
    return turn;
  }
}
