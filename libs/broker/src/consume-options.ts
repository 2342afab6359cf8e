import type { DecodedGroup, QueueName } from '@scrutin/contracts/messages';
import type { BatchTimes } from './batch-timers.ts';

/** An entry that could be read, and that downstream will never take. P6: `problem` goes into a header and says nothing of a vote. */
export interface RefusedEntry<T> {
  readonly entry: T;
  readonly problem: string;
}

export interface ConsumeOptions<T> extends BatchTimes {
  readonly queue: QueueName;
  /** Must not throw for a bad entry: it says which are unreadable, and they are parked. */
  readonly decode: (body: Buffer) => DecodedGroup<T>;
  /** The inverse of `decode`: how a refused entry is parked, so that it can be replayed. */
  readonly encode: (entries: readonly T[]) => Buffer;
  /** A batch closes at this many entries, whole messages counted: it exceeds it by less than one message. */
  readonly maxItems: number;
  /** With fewer entries already, a batch closes as soon as a handler is free: what is behind grows, what is not waits less. */
  readonly targetItems?: number;
  /** A lower limit of deliveries than the broker's own, which a policy sets at the moment; undefined for none. */
  readonly deliveryLimit?: () => number | undefined;
  /** Messages the broker sends ahead of their acknowledgement. When they are used up, a batch waits for no more. */
  readonly prefetch: number;
  /** Batches handled at the same time. */
  readonly concurrency: number;
  /**
   * Resolves when its effect is durable downstream (P2); only then are the messages acknowledged. TransientError: the
   * same batch again after a pause, for as long as the channel lives. Any other error: `onFatal`.
   *
   * It may resolve with entries of the batch that no retry can mend: these are parked, confirmed, before the
   * acknowledgement; everything else in the batch has had its effect.
   */
  readonly handle: (entries: readonly T[]) => Promise<void> | Promise<readonly RefusedEntry<T>[]>;
  /** Called once. The service must end: the broker then gives the messages to another, and parks what ends them all. */
  readonly onFatal: (error: unknown) => void;
}

export interface Consumer {
  readonly name: string;
  /** Takes work as soon as the broker is there; does not wait for it. */
  start(): Promise<void>;
  /** No new work; handles what is buffered at once. Work that fails transiently now is left to the broker. */
  drain(): Promise<void>;
  /** Closes the channel. What was not acknowledged is delivered again, here or elsewhere. */
  stop(): Promise<void>;
}
