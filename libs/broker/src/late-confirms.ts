import type { QueueName } from '@scrutin/contracts/messages';

/** A publish that was rejected at its deadline, although the broker may still confirm it. */
export interface LatePublish {
  readonly queue: QueueName;
  readonly messageId: string;
  readonly onLateConfirm: (() => void) | undefined;
}

/**
 * The publishes that were sent on the present channel and had no answer at their deadline, by sequence number. A late
 * answer does not change the outcome for the caller any more, but it shows what became of the message. Only the channel
 * that sent a message receives its confirm. If the channel ends before, the fate of the message stays unknown.
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

  /** Handles a return, which arrives before the confirm of the same message and has no sequence number. */
  returned(messageId: unknown): void {
    for (const [sequence, publish] of this.#bySequence) {
      if (publish.messageId !== messageId || this.#returned.has(sequence)) continue;
      this.#returned.add(sequence);
      return;
    }
  }

  /** Handles an answer of the broker, and returns the publishes that it confirmed late. */
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
