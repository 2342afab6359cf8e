/** When a batch closes before it is full. */
export interface BatchTimes {
  /** A batch closes when its oldest message has been in it for this long. */
  readonly maxAgeMs: number;
  /** A batch closes when no message has joined it for this long, so that votes do not wait when there are few. */
  readonly maxIdleMs?: number;
}

/** Calls back when the open batch is due, either because of its age or because no more messages arrive. */
export class BatchTimers {
  readonly #times: BatchTimes;
  readonly #due: () => void;
  #age: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(times: BatchTimes, due: () => void) {
    this.#times = times;
    this.#due = due;
  }

  /** The first message joined a batch. */
  opened(): void {
    const { maxAgeMs, maxIdleMs } = this.#times;
    this.#age = setTimeout(this.#due, maxAgeMs);
    if (maxIdleMs !== undefined && maxIdleMs < maxAgeMs) this.#idle = setTimeout(this.#due, maxIdleMs);
  }

  /** Another message joined the open batch. */
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
