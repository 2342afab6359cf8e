import type { QueueName } from '@scrutin/contracts/messages';

/** A publish whose caller was told that it is not confirmed, while the broker may still confirm it. */
export interface LatePublish {
  readonly queue: QueueName;
  readonly messageId: string;
  readonly onLateConfirm: (() => void) | undefined;
}

/**
 * What was sent on the present channel and had no answer by its deadline, by sequence number. The broker's late answer
 * changes nothing for the caller any more, but it tells what became of the message. Only the channel that sent a message
 * can hear of it: when the channel ends, nobody will ever know.
 */
export class LateConfirms {
  readonly #bySequence = new Map<number, LatePublish>();
  readonly #returned = new Set<number>();

  get size(): number {
    return this.#bySequence.size;
  }

  add(sequence: number, publish: LatePublish): void {
    this.#bySequence.set(sequence, publish);
  }

  /** A return comes before the confirm of the same message and names no sequence. */
  returned(messageId: unknown): void {
    for (const [sequence, publish] of this.#bySequence) {
      if (publish.messageId !== messageId || this.#returned.has(sequence)) continue;
      this.#returned.add(sequence);
      return;
    }
  }

  /** The publishes that the broker has now confirmed after all. */
  answered(upTo: number, multiple: boolean, isAck: boolean): LatePublish[] {
    if (this.#bySequence.size === 0) return [];
    const sequences = multiple ? [...this.#bySequence.keys()].filter((sequence) => sequence <= upTo) : [upTo];
    const confirmed: LatePublish[] = [];
    for (const sequence of sequences) {
      const publish = this.#bySequence.get(sequence);
      this.#bySequence.delete(sequence);
      if (this.#returned.delete(sequence) || !isAck || publish === undefined) continue;
      confirmed.push(publish);
    }
    return confirmed;
  }

  clear(): void {
    this.#bySequence.clear();
    this.#returned.clear();
  }
}
