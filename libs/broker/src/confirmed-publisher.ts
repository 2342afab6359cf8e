import type { ChannelModel, ConfirmChannel, Message } from 'amqplib';
import { IllegalOperationError } from 'amqplib';
import type { QueueName } from '@scrutin/contracts/messages';
import type { Logger } from '@scrutin/service-runtime';
import { PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import type { Tenant } from './connection.ts';
import { LateConfirms } from './late-confirms.ts';
import type { BrokerMetrics, PublishOutcome } from './metrics.ts';
import type { PendingPublish } from './pending-publish.ts';
import { pendingPublish } from './pending-publish.ts';
import type { PublishOptions } from './publish-options.ts';
import { publishError } from './publish-options.ts';
import { RefusalLog } from './refusal-log.ts';
import { RefusingQueues } from './refusing-queues.ts';
import { physicalName } from './topology.ts';

export interface PublisherOptions {
  readonly queuePrefix: string;
  readonly logger: Logger;
  readonly metrics: BrokerMetrics;
  /** Bytes of message bodies that may wait for a confirm. A publish beyond that is refused at once. */
  readonly maxPendingBytes: number;
  /** Called when a channel closed unexpectedly, or should be replaced because a queue refuses all of its messages. */
  readonly onChannelLost: (model: ChannelModel, reason: unknown) => void;
  /** Called when the broker has no such queue, or no longer has it. */
  readonly onUnroutable: (model: ChannelModel) => void;
  /** If sent messages get no answer for this long, the broker counts as frozen. Default 3000. */
  readonly stalledAfterMs?: number;
  /** If they get no answer for this long although the connection is there, it is replaced. Default 30000. */
  readonly replacedAfterMs?: number;
}

const DEFAULT_STALLED_AFTER_MS = 3_000;
const DEFAULT_REPLACED_AFTER_MS = 30_000;
const SWEEP_MS = 50;
/** A process that was suspended counts no more than this as silence of the broker, whose answers it has not read yet. */
const LONGEST_TICK_MS = 1_000;

/**
 * Publishes messages so that a resolved promise means that the broker has the message on disk (P1).
 *
 * A publish is *waiting* (there is no channel, or the channel asked for a pause) or *outstanding* (it was sent under a
 * sequence number). It ends by the broker's confirm, return or refusal, or by its deadline. After the deadline nothing
 * is sent, and a confirm that is read after it is late, even if this process notices the deadline only after the
 * confirm.
 *
 * When a channel closes, its outstanding publishes become waiting again, before the others and in their order. Nobody
 * knows whether the broker has these messages. A message may be there twice, but it must not be missing (P2).
 *
 * There are thousands of calls per second. Therefore there is one object for each publish, maps by sequence number, and
 * one timer for all deadlines.
 */
export class ConfirmedPublisher implements Tenant {
  readonly #options: PublisherOptions;
  readonly #outstanding = new Map<number, PendingPublish>();
  readonly #late = new LateConfirms();
  /** The time of the broker's last answer, or of the first message sent after all earlier ones were answered. */
  #answeredMs = 0;
  #waiting = new Set<PendingPublish>();
  #pendingBytes = 0;
  #nextDeadlineMs = Infinity;
  /** For how long this process has waited for an answer in vain, and when it last looked. */
  #silentMs = 0;
  #lookedMs = performance.now();
  #channel: ConfirmChannel | undefined;
  #model: ChannelModel | undefined;
  /** Whether the buffer of the channel is full. It ends with the event `drain`. */
  #isFull = false;
  /** Whether the broker has raised an alarm. It ends with the event `unblocked`. */
  #isBlocked = false;
  #sequence = 0;
  #isClosed = false;
  readonly #sweeper: NodeJS.Timeout;
  readonly #refusals: RefusalLog;
  readonly #refusing = new RefusingQueues();

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#refusals = new RefusalLog(options.logger);
    this.#sweeper = setInterval(() => {
      const nowMs = performance.now();
      this.#replaceSilent(nowMs);
      this.#sweep(nowMs);
    }, SWEEP_MS);
    this.#sweeper.unref();
  }

  /** The number of publishes that have not ended. */
  get pending(): number {
    return this.#waiting.size + this.#outstanding.size;
  }

  /** False while a publish would have to wait, because there is no channel, or the broker has an alarm or is frozen. */
  canSend(): boolean {
    return this.#channel !== undefined && !this.#isBlocked && !this.isStalled();
  }

  /** Whether the broker should answer but has not done so for `stalledAfterMs`: it is frozen or not reachable. */
  isStalled(): boolean {
    if (this.#outstanding.size === 0 && this.#late.size === 0) return false;
    return performance.now() - this.#answeredMs > (this.#options.stalledAfterMs ?? DEFAULT_STALLED_AFTER_MS);
  }

  /**
   * Publishes a persistent message. Resolves when the broker has confirmed it, in its queue, before the deadline.
   *
   * @throws UnconfirmedError when it was sent but not confirmed in time; the broker may have it
   * @throws TransientError when it was returned as unroutable, refused (queue full) or not sent in time, or when too
   * much is pending
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
    // The broker counts messages itself. A confirm gives the number of one message, or of all messages up to it.
    channel.on('ack', ({ deliveryTag, multiple }) => {
      if (this.#channel === channel) this.#confirmed(model, deliveryTag, multiple, true);
    });
    channel.on('nack', ({ deliveryTag, multiple }) => {
      if (this.#channel === channel) this.#confirmed(model, deliveryTag, multiple, false);
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
    this.#model = model;
    this.#silentMs = 0;
    this.#refusing.opened();
    this.#sequence = 0;
    this.#isFull = false;
    this.#isBlocked = false;
    this.#sendWaiting();
  }

  /** Rejects all pending publishes, so that their callers know which messages were not confirmed. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#sweeper);
    this.#channel = undefined;
    for (const pending of [...this.#outstanding.values(), ...this.#waiting])
      this.#end(pending, 'failed', publishError(pending.wasSent, 'the broker was closed before the confirm'));
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

  /** Rejects the publishes that were not sent and whose callers prefer a refusal to waiting (`failFast`). */
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
      // False means that the message was accepted, but that the buffer is full now.
      this.#isFull = !channel.publish('', pending.routingKey, pending.body, pending.options);
    } catch (error) {
      if (error instanceof IllegalOperationError) {
        // The channel is closing. Its event `close` puts everything outstanding before this publish.
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

  #confirmed(model: ChannelModel, upTo: number, multiple: boolean, isAck: boolean): void {
    const nowMs = performance.now();
    this.#answeredMs = nowMs;
    this.#silentMs = 0;
    if (this.#nextDeadlineMs <= nowMs) this.#sweep(nowMs);
    for (const { queue, onLateConfirm } of this.#late.answered(upTo, multiple, isAck)) {
      this.#options.metrics.lateConfirms.inc({ queue });
      onLateConfirm?.();
    }
    if (!multiple) {
      const pending = this.#outstanding.get(upTo);
      if (pending !== undefined) this.#answered(model, pending, isAck); // otherwise its deadline has passed
      return;
    }
    for (const [sequence, pending] of this.#outstanding) {
      if (sequence > upTo) return;
      this.#answered(model, pending, isAck);
    }
  }

  #answered(model: ChannelModel, pending: PendingPublish, isAck: boolean): void {
    const { queue, wasLost } = pending;
    if (!isAck) {
      const refusal = publishError(wasLost, `${queue} refused the message: it is full or has no majority`);
      this.#end(pending, 'refused', refusal);
      if (this.#refusing.refused(queue, performance.now())) this.#options.onChannelLost(model, refusal);
      return;
    }
    this.#refusing.confirmed(queue);
    if (pending.wasReturned)
      this.#end(pending, 'returned', publishError(wasLost, `there is no queue ${queue} at the broker`));
    else this.#end(pending, 'confirmed');
  }

  /** Handles a return, which arrives before the confirm of the same message and has no sequence number. */
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

  /**
   * Only an answer ends a stall, and while it lasts nothing is sent that could be answered. So if a confirm never comes, as
   * after a fault inside the broker, this process would refuse votes for ever. A new connection has no late confirms.
   */
  #replaceSilent(nowMs: number): void {
    const elapsedMs = Math.min(nowMs - this.#lookedMs, LONGEST_TICK_MS);
    this.#lookedMs = nowMs;
    const isWaiting = this.#outstanding.size > 0 || this.#late.size > 0;
    if (!isWaiting || this.#isBlocked || this.#channel === undefined || this.#model === undefined) {
      this.#silentMs = 0;
      return;
    }
    this.#silentMs += elapsedMs;
    if (this.#silentMs < (this.#options.replacedAfterMs ?? DEFAULT_REPLACED_AFTER_MS)) return;
    this.#silentMs = 0;
    const reason = 'the broker does not confirm, although the connection is there';
    this.#options.onChannelLost(this.#model, new TransientError(reason));
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
    this.#end(pending, 'timed-out', publishError(pending.wasSent, 'the broker did not confirm in time'));
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
