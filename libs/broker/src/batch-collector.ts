export interface BatchLimits {
  /** A batch closes with the message that brings it to this many items; it exceeds it by less than one message. */
  readonly maxItems: number;
  /** A batch is due when its oldest message has been in it for this long. */
  readonly maxAgeMs: number;
}

/**
 * Gathers messages, in the order they come, into batches. Holds one open batch; the clock is a parameter.
 *
 * Promised: every message added leaves in exactly one batch, in order; without its last message no batch reaches
 * `maxItems`; no batch is empty.
 */
export class BatchCollector<M> {
  readonly #limits: BatchLimits;
  #open: M[] = [];
  #items = 0;
  #oldestMs = 0;

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  /** Messages in the open batch. */
  get size(): number {
    return this.#open.length;
  }

  /** Items in the open batch. */
  get items(): number {
    return this.#items;
  }

  /** Adds a message of `items` items. Returns the batch when this closed it. */
  add(message: M, items: number, nowMs: number): readonly M[] | undefined {
    if (this.#open.length === 0) this.#oldestMs = nowMs;
    this.#open.push(message);
    this.#items += items;
    return this.#items >= this.#limits.maxItems ? this.take() : undefined;
  }

  /** When the open batch is due, in the clock of `add`; undefined while there is none. */
  dueAtMs(): number | undefined {
    return this.#open.length === 0 ? undefined : this.#oldestMs + this.#limits.maxAgeMs;
  }

  /** Closes the open batch whatever its size or age. */
  take(): readonly M[] | undefined {
    if (this.#open.length === 0) return undefined;
    const batch = this.#open;
    this.#open = [];
    this.#items = 0;
    return batch;
  }
}
