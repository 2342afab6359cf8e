import type { DecodedGroup, QueueName, UnreadableEntry } from '@scrutin/contracts';
import { encodeUnreadable, QUEUES } from '@scrutin/contracts';
import { PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import type { Logger } from '@scrutin/service-runtime';
import type { ChannelModel, ConsumeMessage } from 'amqplib';
import { backoffDelayMs, RETRY_BACKOFF } from './backoff.ts';
import { BatchCollector } from './batch-collector.ts';
import { BatchTimers } from './batch-timers.ts';
import type { BatchTimes } from './batch-timers.ts';
import type { ConfirmedPublisher } from './confirmed-publisher.ts';
import type { SupervisedConnection, Tenant } from './connection.ts';
import { ConsumerSession } from './consumer-session.ts';
import type { BatchOutcome, BrokerMetrics } from './metrics.ts';
import { itemsOf, parkedHeaders } from './parking.ts';
import { physicalName } from './topology.ts';

export interface ConsumeOptions<T> extends BatchTimes {
  readonly queue: QueueName;
  /** Must not throw for a bad entry: it says which are unreadable, and they are parked. */
  readonly decode: (body: Buffer) => DecodedGroup<T>;
  /** A batch closes at this many entries, whole messages counted: it exceeds it by less than one message. */
  readonly maxItems: number;
  /** With fewer entries already, a batch closes as soon as a handler is free: what is behind grows, what is not waits less. */
  readonly targetItems?: number;
  /** Messages the broker sends ahead of their acknowledgement. When they are used up, a batch waits for no more. */
  readonly prefetch: number;
  /** Batches handled at the same time. */
  readonly concurrency: number;
  /**
   * Resolves when its effect is durable downstream (P2); only then are the messages acknowledged. TransientError: the
   * same batch again after a pause, for as long as the channel lives. Any other error: `onFatal`.
   */
  readonly handle: (entries: readonly T[]) => Promise<void>;
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

export interface ConsumerDependencies {
  readonly connection: SupervisedConnection;
  readonly publisher: ConfirmedPublisher;
  readonly queuePrefix: string;
  readonly logger: Logger;
  readonly metrics: BrokerMetrics;
}

type ConsumerState = 'idle' | 'running' | 'draining' | 'drained' | 'failed' | 'stopped';

interface Delivery<T> extends DecodedGroup<T> {
  readonly tag: number;
  readonly messageId: string;
  /** Entries the sender says are in it. */
  readonly items: number;
}

interface Batch<T> {
  readonly session: ConsumerSession;
  /** Tags of a channel are consecutive, and every delivery joins a batch in its order: a batch is a range. */
  readonly firstTag: number;
  readonly lastTag: number;
  readonly entries: readonly T[];
  /** What is still to be parked. */
  unreadable: readonly ParkedEntry[];
}

interface ParkedEntry extends UnreadableEntry {
  readonly messageId: string;
  readonly items: number;
}

/**
 * Consumes a queue in batches.
 *
 *   consumer  idle --start--> running --drain--> draining --all ended--> drained
 *             running --unexpected error--> failed        any --stop--> stopped
 *   batch     open --size, age, prefetch used up, drain--> ready --a handler is free--> handling --durable--> acknowledged
 *             handling --TransientError--> pausing --back-off--> handling
 *             any --its channel closed--> lost        pausing --draining--> left
 *
 * A batch that is due while every handler is busy stays open and grows (up to its size): it could not begin sooner, and
 * larger batches are what catches up. `lost` and `left` come back from the broker: a phantom, never a hole (P2).
 */
export class BatchConsumer<T> implements Consumer, Tenant {
  readonly name: string;
  readonly #options: ConsumeOptions<T>;
  readonly #deps: ConsumerDependencies;
  readonly #collector: BatchCollector<Delivery<T>>;
  #state: ConsumerState = 'idle';
  #session: ConsumerSession | undefined;
  readonly #timers: BatchTimers;
  #isDue = false;
  #ready: Batch<T>[] = [];
  #active = 0;
  /** Messages of this session. */
  #unacknowledged = 0;
  /** Batches of this session that are not acknowledged, oldest first; those that failed stay among them. */
  readonly #unsettled = new Set<Batch<T>>();
  readonly #endPauses = new Set<() => void>();
  readonly #idleWaiters = new Set<() => void>();

  constructor(options: ConsumeOptions<T>, deps: ConsumerDependencies) {
    this.name = `consumer ${options.queue}`;
    this.#options = options;
    this.#deps = deps;
    this.#collector = new BatchCollector(options);
    this.#timers = new BatchTimers(options, () => {
      this.#due();
    });
  }

  async start(): Promise<void> {
    if (this.#state !== 'idle') return;
    this.#state = 'running';
    await this.#deps.connection.add(this);
  }

  async drain(): Promise<void> {
    if (this.#state === 'idle') this.#state = 'drained';
    if (this.#state === 'running') {
      this.#state = 'draining';
      this.#wakePauses();
      await this.#session?.cancel();
      this.#closeBatch();
    }
    while (this.#active > 0 || this.#ready.length > 0) {
      await new Promise<void>((resolve) => this.#idleWaiters.add(resolve));
    }
    if (this.#state === 'draining') this.#state = 'drained';
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#deps.connection.remove(this);
    const session = this.#session;
    this.#forget();
    await session?.close();
  }

  /** Sets the consumer up on a fresh connection. */
  async open(model: ChannelModel): Promise<void> {
    if (!this.#isRunning()) return;
    const session = await ConsumerSession.open(model, {
      queue: physicalName(this.#options.queue, this.#deps.queuePrefix),
      prefetch: this.#options.prefetch,
      onMessage: (from, message) => {
        this.#receive(from, message);
      },
      onLost: (lost, how, reason) => {
        this.#deps.logger.warn(`broker.${how}`, { queue: this.#options.queue, error: reason });
        if (lost === this.#session) this.#forget();
        this.#deps.connection.giveUp(model, reason);
      },
    });
    this.#session = session;
    await session.consume();
    // Drained or stopped while the broker was answering.
    if (!this.#isRunning()) await session.cancel();
  }

  #isRunning(): boolean {
    return this.#state === 'running';
  }

  #receive(session: ConsumerSession, message: ConsumeMessage): void {
    const { queue } = this.#options;
    if (session !== this.#session) return;
    this.#deps.metrics.deliveries.inc({ queue, redelivered: String(message.fields.redelivered) });
    this.#setUnacknowledged(this.#unacknowledged + 1);
    if (this.#state === 'failed' || this.#state === 'drained') return; // the broker has it when the channel closes
    let delivery: Delivery<T>;
    try {
      delivery = this.#decode(message);
    } catch (error) {
      this.#fail(error);
      return;
    }
    const closed = this.#collector.add(delivery, delivery.entries.length, performance.now());
    if (closed !== undefined) this.#enqueue(closed);
    else if (this.#collector.size === 1) this.#timers.opened();
    else this.#timers.grew();
    if (this.#collector.items >= (this.#options.targetItems ?? Infinity)) this.#due();
    if (this.#unacknowledged >= this.#options.prefetch) this.#due(); // no more will come to wait for
  }

  #decode(message: ConsumeMessage): Delivery<T> {
    const { properties } = message;
    const tag = message.fields.deliveryTag;
    const messageId = typeof properties.messageId === 'string' ? properties.messageId : '';
    const items = itemsOf(properties.headers);
    try {
      const { entries, unreadable } = this.#options.decode(message.content);
      return { tag, messageId, items, entries, unreadable };
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      const whole = { raw: message.content.toString('utf8'), problem: error.message };
      return { tag, messageId, items, entries: [], unreadable: [whole] };
    }
  }

  #due(): void {
    this.#isDue = true;
    this.#beginReady();
  }

  /** Closes the open batch, if there is one, whatever its size. */
  #closeBatch(): void {
    const deliveries = this.#collector.take();
    if (deliveries !== undefined) this.#enqueue(deliveries);
  }

  #enqueue(deliveries: readonly Delivery<T>[]): void {
    this.#timers.closed();
    this.#isDue = false;
    const session = this.#session;
    const first = deliveries[0];
    const last = deliveries.at(-1);
    if (session === undefined || first === undefined || last === undefined) return;
    const batch: Batch<T> = {
      session,
      firstTag: first.tag,
      lastTag: last.tag,
      entries: deliveries.length === 1 ? first.entries : deliveries.flatMap((delivery) => delivery.entries),
      unreadable: deliveries.flatMap(parkedEntries),
    };
    this.#unsettled.add(batch);
    this.#ready.push(batch);
    this.#beginReady();
  }

  #beginReady(): void {
    while (this.#active < this.#options.concurrency) {
      if (this.#ready.length === 0 && this.#isDue) this.#closeBatch();
      const batch = this.#ready.shift();
      if (batch === undefined) return;
      this.#active += 1;
      void this.#process(batch);
    }
  }

  async #process(batch: Batch<T>): Promise<void> {
    const { metrics } = this.#deps;
    const { queue } = this.#options;
    const startedMs = performance.now();
    let outcome: BatchOutcome;
    try {
      outcome = await this.#handle(batch);
    } catch (error) {
      outcome = 'fatal';
      this.#fail(error);
    }
    if (outcome === 'handled') {
      metrics.batchItems.observe({ queue }, batch.entries.length);
      metrics.batchSeconds.observe({ queue }, (performance.now() - startedMs) / 1_000);
      if (!this.#acknowledge(batch)) outcome = 'lost';
    }
    metrics.batches.inc({ queue, outcome });
    this.#active -= 1;
    this.#beginReady();
    if (this.#active === 0) this.#wakeIdleWaiters();
  }

  /** Attempts the batch until it is durable downstream, or no longer ours. Throws what is not transient. */
  async #handle(batch: Batch<T>): Promise<Exclude<BatchOutcome, 'fatal'>> {
    const { queue, handle } = this.#options;
    for (let attempt = 1; ; attempt++) {
      try {
        if (batch.unreadable.length > 0) await this.#park(batch);
        if (batch.entries.length > 0) await handle(batch.entries);
        return 'handled';
      } catch (error) {
        if (!(error instanceof TransientError)) throw error;
        if (batch.session.isAlive && this.#isRunning()) {
          const delayMs = backoffDelayMs(attempt, RETRY_BACKOFF, Math.random());
          this.#deps.metrics.batchRetries.inc({ queue });
          const items = batch.entries.length;
          this.#deps.logger.warn('broker.batch-retry', { queue, items, attempt, delayMs, error });
          await this.#pause(delayMs);
        }
        if (!batch.session.isAlive) return 'lost';
        if (!this.#isRunning()) return 'left';
      }
    }
  }

  /** Puts unreadable entries aside, each confirmed (P2) before its message is acknowledged. */
  async #park(batch: Batch<T>): Promise<void> {
    const { queue } = this.#options;
    const results = await Promise.allSettled(
      batch.unreadable.map((entry) =>
        this.#deps.publisher.publish(QUEUES.parked, encodeUnreadable(entry), {
          messageId: entry.messageId,
          items: entry.items,
          headers: parkedHeaders(queue, entry.problem),
        }),
      ),
    );
    const failed = batch.unreadable.filter((_, i) => results[i]?.status === 'rejected');
    const parked = batch.unreadable.length - failed.length;
    batch.unreadable = failed;
    if (parked > 0) {
      this.#deps.metrics.parked.inc({ queue }, parked);
      this.#deps.logger.warn('broker.parked', { queue, entries: parked });
    }
    const failure = results.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }

  /** False when the session that delivered the batch is dead. */
  #acknowledge(batch: Batch<T>): boolean {
    const { session, firstTag, lastTag } = batch;
    const [oldest] = this.#unsettled;
    if (!session.acknowledge(firstTag, lastTag, oldest === batch)) return false;
    this.#unsettled.delete(batch);
    this.#setUnacknowledged(this.#unacknowledged - (lastTag - firstTag + 1));
    return true;
  }

  /** The session is over: forgets what it delivered and nobody handles yet. */
  #forget(): void {
    this.#session = undefined;
    this.#unsettled.clear();
    this.#dropBuffered('lost');
    this.#setUnacknowledged(0);
    this.#wakePauses();
  }

  #dropBuffered(outcome: BatchOutcome): void {
    const { queue } = this.#options;
    this.#timers.closed();
    this.#isDue = false;
    const isOpen = this.#collector.take() !== undefined;
    const dropped = this.#ready.length + (isOpen ? 1 : 0);
    if (dropped > 0) this.#deps.metrics.batches.inc({ queue, outcome }, dropped);
    this.#ready = [];
    if (this.#active === 0) this.#wakeIdleWaiters();
  }

  #fail(error: unknown): void {
    if (this.#state === 'failed' || this.#state === 'stopped') return;
    this.#state = 'failed';
    this.#dropBuffered('left');
    this.#wakePauses();
    void this.#session?.cancel();
    this.#options.onFatal(error);
  }

  async #pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#endPauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#endPauses.add(end);
    });
  }

  #setUnacknowledged(messages: number): void {
    this.#unacknowledged = messages;
    this.#deps.metrics.unacknowledged.set({ queue: this.#options.queue }, messages);
  }

  #wakePauses(): void {
    for (const endPause of this.#endPauses) endPause();
  }

  #wakeIdleWaiters(): void {
    for (const wake of this.#idleWaiters) wake();
    this.#idleWaiters.clear();
  }
}

/** Ids derived from the message's own, so that a redelivery parks the same ids again. */
function parkedEntries(delivery: Delivery<unknown>): ParkedEntry[] {
  const isWhole = delivery.entries.length === 0 && delivery.unreadable.length === 1;
  return delivery.unreadable.map(({ raw, problem }, i) => ({
    raw,
    problem,
    messageId: `${delivery.messageId}/${i}`,
    items: isWhole ? delivery.items : 1,
  }));
}
