/**
 * Gathers messages, in the order they come, into batches. Holds one open batch.
 *
 * Promised: every message added leaves in exactly one batch, in order; without its last message no batch reaches
 * `maxItems`; no batch is empty.
 */
export class BatchCollector<M> {
  readonly #maxItems: number;
  #open: M[] = [];
  #items = 0;

  /** @param maxItems a batch closes with the message that brings it to this many; it exceeds it by less than one message */
  constructor(maxItems: number) {
    this.#maxItems = maxItems;
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
  add(message: M, items: number): readonly M[] | undefined {
    this.#open.push(message);
    this.#items += items;
    return this.#items >= this.#maxItems ? this.take() : undefined;
  }

  /** Closes the open batch whatever its size. */
  take(): readonly M[] | undefined {
    if (this.#open.length === 0) return undefined;
    const batch = this.#open;
    this.#open = [];
    this.#items = 0;
    return batch;
  }
}
