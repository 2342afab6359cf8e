export interface BatchTimes {
  /** A batch closes when its oldest message has been in it for this long. */
  readonly maxAgeMs: number;
  /** A batch closes when nothing has joined it for this long: at a quiet hour nobody waits for company. */
  readonly maxIdleMs?: number;
}

/** Says when the open batch is due, by its age or because nothing more comes. */
export class BatchTimers {
  readonly #times: BatchTimes;
  readonly #due: () => void;
  #age: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(times: BatchTimes, due: () => void) {
    this.#times = times;
    this.#due = due;
  }

  /** The first message joined. */
  opened(): void {
    const { maxAgeMs, maxIdleMs } = this.#times;
    this.#age = setTimeout(this.#due, maxAgeMs);
    if (maxIdleMs !== undefined && maxIdleMs < maxAgeMs) this.#idle = setTimeout(this.#due, maxIdleMs);
  }

  /** Another message joined. */
  grew(): void {
    this.#idle?.refresh();
  }

  closed(): void {
    clearTimeout(this.#age);
    clearTimeout(this.#idle);
    this.#age = undefined;
    this.#idle = undefined;
  }
}
