import type { QueueName } from '@scrutin/contracts/messages';

interface Refusals {
  /** When the present channel got the first of them, by a monotonic clock. Undefined if it has got none. */
  sinceMs: number | undefined;
  patienceMs: number;
}

const FIRST_PATIENCE_MS = 3_000;
const LONGEST_PATIENCE_MS = 60_000;

/**
 * Notices a queue that refuses every message of a channel, so that another channel is tried.
 *
 * A channel that is opened while the node that led a queue is failing may keep that node as the leader. It then refuses
 * every message for the queue until the node is back, although the queue has another leader by now (seen with RabbitMQ
 * 3.10; `rabbit_fifo_client` answers so when the node at which it registers is down). A new channel learns the new
 * leader. A full queue refuses messages on every channel, so the time until the next channel doubles.
 */
export class RefusingQueues {
  readonly #queues = new Map<QueueName, Refusals>();

  /** A new channel was opened. */
  opened(): void {
    for (const refusals of this.#queues.values()) refusals.sinceMs = undefined;
  }

  /** The queue took a message. */
  confirmed(queue: QueueName): void {
    if (this.#queues.size > 0) this.#queues.delete(queue);
  }

  /**
   * The queue refused a message.
   *
   * @returns whether the channel should be replaced, which is said once
   */
  refused(queue: QueueName, nowMs: number): boolean {
    const refusals = this.#queues.get(queue) ?? { sinceMs: undefined, patienceMs: FIRST_PATIENCE_MS };
    this.#queues.set(queue, refusals);
    refusals.sinceMs ??= nowMs;
    if (nowMs - refusals.sinceMs < refusals.patienceMs) return false;
    refusals.sinceMs = nowMs;
    refusals.patienceMs = Math.min(2 * refusals.patienceMs, LONGEST_PATIENCE_MS);
    return true;
  }
}
