import type { QueueName } from '@scrutin/contracts/messages';
import { PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import type { Logger } from '@scrutin/service-runtime';
import { IllegalOperationError } from 'amqplib';
import type { ChannelModel, ConfirmChannel, Message } from 'amqplib';
import type { Tenant } from './connection.ts';
import { LateConfirms } from './late-confirms.ts';
import type { BrokerMetrics, PublishOutcome } from './metrics.ts';
import { pendingPublish } from './pending-publish.ts';
import type { PendingPublish } from './pending-publish.ts';
import { failure } from './publish-options.ts';
import type { PublishOptions } from './publish-options.ts';
import { RefusalLog } from './refusal-log.ts';
import { physicalName } from './topology.ts';

export interface PublisherOptions {
  readonly queuePrefix: string;
  readonly logger: Logger;
  readonly metrics: BrokerMetrics;
  /** Bytes of bodies that may wait for their confirm; a publish above it is refused at once. */
  readonly maxPendingBytes: number;
  /** A channel of ours closed though nobody asked. */
  readonly onChannelLost: (model: ChannelModel, reason: unknown) => void;
  /** The broker has no such queue (any more). */
  readonly onUnroutable: (model: ChannelModel) => void;
  /** Sent messages without any answer for so long mean that the broker is frozen; default 3000. */
  readonly stalledAfterMs?: number;
}

const DEFAULT_STALLED_AFTER_MS = 3_000;
const SWEEP_MS = 50;

/**
 * Publishes so that a promise kept is a message kept (P1).
 *
 * A publish is *waiting* (no channel, or the channel asked for a pause) or *outstanding* (on the wire under a sequence
 * number). It ends by the broker's confirm, its return, its refusal, or its deadline: past it nothing is sent, and
 * a confirm that is read past it is late, whichever of the two this process saw first. When a channel closes, what was
 * outstanding is waiting again, ahead of the rest and in its order: whether the broker has it is
 * unknown, and a message twice is allowed, none is not (P2).
 *
 * Thousands of calls per second: one object per publish, maps by sequence, one timer for all deadlines.
 */
export class ConfirmedPublisher implements Tenant {
  readonly #options: PublisherOptions;
  readonly #outstanding = new Map<number, PendingPublish>();
  readonly #late = new LateConfirms();
  /** When the broker last answered, or when something was sent to it while it owed no answer. */
  #answeredMs = 0;
  #waiting = new Set<PendingPublish>();
  #pendingBytes = 0;
  #nextDeadlineMs = Infinity;
  #channel: ConfirmChannel | undefined;
  /** The channel's buffer is full (until `drain`), or the broker has raised an alarm (until `unblocked`). */
  #isFull = false;
  #isBlocked = false;
  #sequence = 0;
  #isClosed = false;
  readonly #sweeper: NodeJS.Timeout;
  readonly #refusals: RefusalLog;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#refusals = new RefusalLog(options.logger);
    this.#sweeper = setInterval(() => {
      this.#sweep(performance.now());
    }, SWEEP_MS);
    this.#sweeper.unref();
  }

  /** Publishes that have not ended. */
  get pending(): number {
    return this.#waiting.size + this.#outstanding.size;
  }

  /** False while what is published now would have to wait: no channel, the broker's alarm, or a broker that is frozen. */
  canSend(): boolean {
    return this.#channel !== undefined && !this.#isBlocked && !this.isStalled();
  }

  /** The broker owes answers and has given none for `stalledAfterMs`: it is frozen, or nothing reaches it. */
  isStalled(): boolean {
    if (this.#outstanding.size === 0 && this.#late.size === 0) return false;
    return performance.now() - this.#answeredMs > (this.#options.stalledAfterMs ?? DEFAULT_STALLED_AFTER_MS);
  }

  /**
   * Resolves when the broker has confirmed the message, persistent and routed to its queue, by the deadline.
   *
   * @throws UnconfirmedError sent, and not confirmed in time: the broker may have it
   * @throws TransientError returned as unroutable, refused (queue full), not sent in time, or too much is pending
   */
  publish(queue: QueueName, body: Buffer, o: PublishOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      const nowMs = performance.now();
      const routingKey = physicalName(queue, this.#options.queuePrefix);
      const pending = pendingPublish({ queue, routingKey, body, resolve, reject }, o, nowMs);
      if (this.#isClosed) {
        reject(new TransientError('the broker is closed'));
        return;
      }
      this.#pendingBytes += body.length;
      this.#options.metrics.publishesInFlight.inc();
      if (this.#pendingBytes > this.#options.maxPendingBytes) {
        const problem = `more than ${this.#options.maxPendingBytes} bytes wait for a confirm`;
        this.#end(pending, 'overloaded', new TransientError(problem));
        return;
      }
      if (pending.deadlineMs <= nowMs) {
        this.#timedOut(pending);
        return;
      }
      if (pending.failFast && !this.canSend()) {
        this.#end(pending, 'unavailable', new TransientError('nothing can be sent to the broker now'));
        return;
      }
      if (pending.deadlineMs < this.#nextDeadlineMs) this.#nextDeadlineMs = pending.deadlineMs;
      if (this.#waiting.size === 0 && this.#maySend()) this.#send(pending);
      else this.#waiting.add(pending);
    });
  }

  async open(model: ChannelModel): Promise<void> {
    const channel = await model.createConfirmChannel();
    let reason: unknown;
    channel.on('error', (error) => {
      reason = error;
    });
    channel.on('close', () => {
      if (this.#channel !== channel) return;
      this.#lostChannel();
      this.#options.onChannelLost(model, reason);
    });
    // Numbers the broker counts by itself: each confirm names one, or all up to one.
    channel.on('ack', ({ deliveryTag, multiple }) => {
      if (this.#channel === channel) this.#confirmed(deliveryTag, multiple, true);
    });
    channel.on('nack', ({ deliveryTag, multiple }) => {
      if (this.#channel === channel) this.#confirmed(deliveryTag, multiple, false);
    });
    channel.on('return', (message) => {
      if (this.#channel !== channel) return;
      this.#returned(message);
      this.#options.onUnroutable(model);
    });
    channel.on('drain', () => {
      if (this.#channel !== channel) return;
      this.#isFull = false;
      this.#sendWaiting();
    });
    model.on('blocked', () => {
      if (this.#channel !== channel) return;
      this.#isBlocked = true;
      this.#refuseWaiting();
    });
    model.on('unblocked', () => {
      if (this.#channel !== channel) return;
      this.#isBlocked = false;
      this.#sendWaiting();
    });
    this.#channel = channel;
    this.#sequence = 0;
    this.#isFull = false;
    this.#isBlocked = false;
    this.#sendWaiting();
  }

  /** Gives up what is pending; the callers know what was not confirmed. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#sweeper);
    this.#channel = undefined;
    for (const pending of [...this.#outstanding.values(), ...this.#waiting])
      this.#end(pending, 'failed', failure(pending.wasSent, 'the broker was closed before the confirm'));
  }

  #maySend(): boolean {
    return this.#channel !== undefined && !this.#isFull && !this.#isBlocked;
  }

  #sendWaiting(): void {
    const nowMs = performance.now();
    for (const pending of this.#waiting) {
      if (!this.#maySend()) return;
      if (pending.deadlineMs <= nowMs) this.#timedOut(pending);
      else {
        this.#waiting.delete(pending);
        this.#send(pending);
      }
    }
  }

  /** Refuses the messages that have not been sent and whose caller asked to be refused rather than to wait. */
  #refuseWaiting(): void {
    for (const pending of this.#waiting) {
      if (!pending.failFast || pending.wasSent) continue;
      this.#end(pending, 'unavailable', new TransientError('nothing can be sent to the broker now'));
    }
  }

  #send(pending: PendingPublish): void {
    const channel = this.#channel;
    if (channel === undefined) {
      this.#waiting.add(pending);
      return;
    }
    try {
      // False means: taken, but nothing more for now.
      this.#isFull = !channel.publish('', pending.routingKey, pending.body, pending.options);
    } catch (error) {
      if (error instanceof IllegalOperationError) {
        // The channel is closing: its `close` puts everything outstanding ahead of this one.
        this.#isFull = true;
        this.#waiting.add(pending);
      } else {
        this.#end(
          pending,
          'failed',
          new PoisonMessageError('the message cannot be encoded', { cause: error }),
        );
      }
      return;
    }
    if (this.#outstanding.size === 0 && this.#late.size === 0) this.#answeredMs = performance.now();
    this.#sequence += 1;
    pending.sequence = this.#sequence;
    pending.wasSent = true;
    this.#outstanding.set(this.#sequence, pending);
  }

  #confirmed(upTo: number, multiple: boolean, isAck: boolean): void {
    const nowMs = performance.now();
    this.#answeredMs = nowMs;
    if (this.#nextDeadlineMs <= nowMs) this.#sweep(nowMs);
    for (const { queue, onLateConfirm } of this.#late.answered(upTo, multiple, isAck)) {
      this.#options.metrics.lateConfirms.inc({ queue });
      onLateConfirm?.();
    }
    if (!multiple) {
      const pending = this.#outstanding.get(upTo);
      if (pending !== undefined) this.#answered(pending, isAck); // else its deadline has passed
      return;
    }
    for (const [sequence, pending] of this.#outstanding) {
      if (sequence > upTo) return;
      this.#answered(pending, isAck);
    }
  }

  #answered(pending: PendingPublish, isAck: boolean): void {
    const { queue, wasLost } = pending;
    if (!isAck)
      this.#end(pending, 'refused', failure(wasLost, `${queue} took no message: full, or no majority`));
    else if (pending.wasReturned)
      this.#end(pending, 'returned', failure(wasLost, `no queue ${queue} at the broker`));
    else this.#end(pending, 'confirmed');
  }

  /** A return comes before the confirm of the same message and names no sequence. */
  #returned(message: Message): void {
    for (const pending of this.#outstanding.values()) {
      if (!pending.wasReturned && pending.options.messageId === message.properties.messageId) {
        pending.wasReturned = true;
        return;
      }
    }
    this.#late.returned(message.properties.messageId);
  }

  #lostChannel(): void {
    this.#channel = undefined;
    this.#late.clear();
    for (const pending of this.#outstanding.values()) {
      pending.sequence = 0;
      pending.wasLost = true;
      pending.wasReturned = false;
      this.#options.metrics.republishes.inc({ queue: pending.queue });
    }
    this.#waiting = new Set([...this.#outstanding.values(), ...this.#waiting]);
    this.#outstanding.clear();
    this.#refuseWaiting();
  }

  #sweep(nowMs: number): void {
    this.#refusals.logDue(nowMs);
    if (nowMs < this.#nextDeadlineMs) return;
    this.#nextDeadlineMs = Infinity;
    for (const group of [this.#outstanding.values(), this.#waiting.values()]) {
      for (const pending of group) {
        if (pending.deadlineMs > nowMs)
          this.#nextDeadlineMs = Math.min(this.#nextDeadlineMs, pending.deadlineMs);
        else this.#timedOut(pending);
      }
    }
  }

  #timedOut(pending: PendingPublish): void {
    const { queue, sequence, onLateConfirm, options } = pending;
    this.#end(pending, 'timed-out', failure(pending.wasSent, 'the broker did not confirm in time'));
    if (sequence === 0) return;
    this.#late.add(sequence, { queue, messageId: String(options.messageId), onLateConfirm });
    if (pending.wasReturned) this.#late.returned(options.messageId);
  }

  #end(pending: PendingPublish, outcome: PublishOutcome, error?: Error): void {
    const { metrics } = this.#options;
    if (pending.sequence > 0) this.#outstanding.delete(pending.sequence);
    else this.#waiting.delete(pending);
    this.#pendingBytes -= pending.body.length;
    metrics.publishesInFlight.dec();
    metrics.publishes.inc({ queue: pending.queue, outcome });
    if (error === undefined) {
      metrics.publishedItems.inc({ queue: pending.queue }, pending.items);
      metrics.confirmSeconds.observe(
        { queue: pending.queue },
        (performance.now() - pending.startedMs) / 1_000,
      );
      pending.resolve();
      return;
    }
    this.#refusals.count(pending.queue, outcome);
    pending.reject(error);
  }
}
