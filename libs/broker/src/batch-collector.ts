/**
 * Collects messages in batches. There is one open batch at a time.
 *
 * Every message leaves in exactly one batch, in the order of arrival. A batch has fewer than `maxItems` items before
 * its last message. No batch is empty.
 */
export class BatchCollector<M> {
  readonly #maxItems: number;
  #open: M[] = [];
  #items = 0;

  /** @param maxItems a batch closes with the message that brings it to this number of items or more */
  constructor(maxItems: number) {
    this.#maxItems = maxItems;
  }

  /** The number of messages in the open batch. */
  get size(): number {
    return this.#open.length;
  }

  /** The number of items in the open batch. */
  get items(): number {
    return this.#items;
  }

  /** Adds a message with this number of items. Returns the batch if the message closed it. */
  add(message: M, items: number): readonly M[] | undefined {
    this.#open.push(message);
    this.#items += items;
    return this.#items >= this.#maxItems ? this.take() : undefined;
  }

  /** Closes the open batch, whatever its size, and returns it. Undefined if it is empty. */
  take(): readonly M[] | undefined {
    if (this.#open.length === 0) return undefined;
    const batch = this.#open;
    this.#open = [];
    this.#items = 0;
    return batch;
  }
}
