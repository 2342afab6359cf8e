import type { DecodedGroup, QueueName } from '@scrutin/contracts/messages';
import type { BatchTimes } from './batch-timers.ts';

/**
 * An entry that was read, but that the handler can never process, so that it must be parked. `problem` goes into a header and must not reveal a
 * vote (P6).
 */
export interface EntryToPark<T> {
  readonly entry: T;
  readonly problem: string;
}

/** How a queue is consumed. `T` is the type of a decoded entry. */
export interface ConsumeOptions<T> extends BatchTimes {
  readonly queue: QueueName;
  /** Reads a message. It must not throw because of a bad entry, but return it as unreadable, and it is parked. */
  readonly decode: (body: Buffer) => DecodedGroup<T>;
  /**
   * The inverse of `decode`, with which an entry is written to the parking queue, so that it can be replayed.
   */
  readonly encode: (entries: readonly T[]) => Buffer;
  /** When an entry was accepted, in milliseconds since the epoch. With it, the metrics show the age of the oldest. */
  readonly acceptedAtMs?: (entry: T) => number;
  /** A batch closes with the message that brings it to this number of entries or more. */
  readonly maxItems: number;
  /**
   * A batch with this many entries closes as soon as a handler is free. Under load, batches grow beyond it, up to
   * `maxItems`; with little load, votes wait less.
   */
  readonly targetItems?: number;
  /** Returns the delivery limit that a policy sets at the moment, if it is lower than ours; otherwise undefined. */
  readonly deliveryLimit?: () => number | undefined;
  /**
   * The number of messages that the broker sends before they are acknowledged. When it is reached, the batch closes.
   */
  readonly prefetch: number;
  /** The number of batches that are handled at the same time. */
  readonly concurrency: number;
  /**
   * Handles a batch. It must resolve only when its effect is durable, because the messages are then acknowledged (P2).
   *
   * If it rejects with a TransientError, the same batch is handled again after a pause, as long as the channel lives.
   * Any other error ends the consumer by `onFatal`.
   *
   * It may resolve with entries of the batch that no retry can help. These are parked, and their parking is confirmed,
   * before the acknowledgement. Everything else in the batch must have taken effect.
   */
  readonly handle: (entries: readonly T[]) => Promise<void> | Promise<readonly EntryToPark<T>[]>;
  /**
   * Called once, on an unexpected error. The service must end. The broker then delivers the messages to another
   * consumer, and parks the messages that end every consumer.
   */
  readonly onFatal: (error: unknown) => void;
}

/** A consumer of one queue. */
export interface Consumer {
  readonly name: string;
  /** Starts to consume as soon as the broker is available, and does not wait for that. */
  start(): Promise<void>;
  /** Accepts no new messages, and handles the buffered ones at once. Batches that fail now are left to the broker. */
  drain(): Promise<void>;
  /** Closes the channel. Messages that were not acknowledged are delivered again, to this consumer or another. */
  stop(): Promise<void>;
}
