import type { ChannelModel, ConsumeMessage } from 'amqplib';
import type { Logger } from '@scrutin/service-runtime';
import { backoffDelayMs, TransientError } from '@scrutin/service-runtime';
import { RETRY_BACKOFF } from './backoff.ts';
import { BatchCollector } from './batch-collector.ts';
import { BatchTimers } from './batch-timers.ts';
import type { ConfirmedPublisher } from './confirmed-publisher.ts';
import type { SupervisedConnection, Tenant } from './connection.ts';
import type { ConsumeOptions, Consumer } from './consume-options.ts';
import { ConsumerSession } from './consumer-session.ts';
import { decodeDelivery } from './decode-delivery.ts';
import type { Delivery, ParkedEntry } from './entry-parking.ts';
import { entriesToPark, parkEntries, unreadableEntries } from './entry-parking.ts';
import type { BatchOutcome, BrokerMetrics } from './metrics.ts';
import { Pauses } from './pauses.ts';
import { physicalName } from './topology.ts';

/** What a consumer needs from its broker. */
export interface ConsumerDependencies {
  readonly connection: SupervisedConnection;
  readonly publisher: ConfirmedPublisher;
  readonly queuePrefix: string;
  /** After this many deliveries without an acknowledgement, a message is not handled but parked, vote by vote. */
  readonly deliveryLimit: number;
  readonly logger: Logger;
  readonly metrics: BrokerMetrics;
}

type ConsumerState = 'idle' | 'running' | 'draining' | 'drained' | 'failed' | 'stopped';

interface Batch<T> {
  readonly session: ConsumerSession;
  /** Delivery tags are consecutive and deliveries join batches in their order, so a batch is a range of tags. */
  readonly firstTag: number;
  readonly lastTag: number;
  readonly deliveries: readonly Delivery<T>[];
  readonly entries: readonly T[];
  /** When its first message was delivered, by `performance.now()`. */
  readonly openedMs: number;
  /** Whether the entries took effect (except for those to park), so that they must not be handled again. */
  isHandled: boolean;
  /** The entries that must still be parked. */
  toPark: readonly ParkedEntry[];
}

/**
 * Consumes a queue in batches.
 *
 *   consumer  idle --start--> running --drain--> draining --all ended--> drained
 *             running --unexpected error--> failed        any --stop--> stopped
 *   batch     open --size, age, prefetch, drain--> ready --a handler is free--> handling --durable--> acknowledged
 *             handling --TransientError--> pausing --back-off--> handling
 *             any --its channel closed--> lost        pausing --draining--> left
 *
 * A batch that is due while every handler is busy stays open and grows, up to its maximum size. It could not begin
 * sooner, and larger batches help to catch up. The broker delivers the messages of `lost` and `left` batches again, so
 * a message may be handled twice but is never missing (P2).
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
  /** When the first message of the open batch was delivered, by `performance.now()`. */
  #openedMs = 0;
  #ready: Batch<T>[] = [];
  #active = 0;
  /** The number of messages of this session that are not acknowledged. */
  #unacknowledged = 0;
  /** The batches of this session that are not acknowledged, oldest first. Failed batches stay in the set. */
  readonly #unsettled = new Set<Batch<T>>();
  readonly #pauses = new Pauses();
  readonly #idleWaiters = new Set<() => void>();

  constructor(options: ConsumeOptions<T>, deps: ConsumerDependencies) {
    this.name = `consumer ${options.queue}`;
    this.#options = options;
    this.#deps = deps;
    this.#collector = new BatchCollector(options.maxItems);
    this.#timers = new BatchTimers(options, () => {
      this.#due();
    });
    const { acceptedAtMs } = options;
    if (acceptedAtMs !== undefined) {
      deps.metrics.watchOldest(options.queue, () => this.#oldestAgeMs(acceptedAtMs));
    }
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
      this.#pauses.endAll();
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

  /** Sets up the consumer on a new connection. */
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
    // drain() or stop() may have been called while the broker was answering.
    if (!this.#isRunning()) await session.cancel();
  }

  #isRunning(): boolean {
    return this.#state === 'running';
  }

  #receive(session: ConsumerSession, message: ConsumeMessage): void {
    const { queue } = this.#options;
    if (session !== this.#session) return;
    const redelivered = message.fields.redelivered ? 'true' : 'false';
    this.#deps.metrics.deliveries.inc({ queue, redelivered });
    this.#setUnacknowledged(this.#unacknowledged + 1);
    if (this.#state === 'failed' || this.#state === 'drained') return; // goes back to the queue when the channel closes
    let delivery: Delivery<T>;
    try {
      const { deliveryLimit } = this.#options;
      const limit = Math.min(this.#deps.deliveryLimit, deliveryLimit?.() ?? Infinity);
      delivery = decodeDelivery(message, limit, this.#options);
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (this.#collector.size === 0) this.#openedMs = performance.now();
    const closed = this.#collector.add(delivery, delivery.entries.length);
    if (closed !== undefined) this.#enqueue(closed);
    else if (this.#collector.size === 1) this.#timers.opened();
    else this.#timers.grew();
    if (this.#collector.items >= (this.#options.targetItems ?? Infinity)) this.#due();
    if (this.#unacknowledged >= this.#options.prefetch) this.#due(); // no more messages will arrive
  }

  #due(): void {
    this.#isDue = true;
    this.#beginReady();
  }

  /** Closes the open batch, whatever its size, if there is one. */
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
      deliveries,
      entries: deliveries.length === 1 ? first.entries : deliveries.flatMap((delivery) => delivery.entries),
      openedMs: this.#openedMs,
      isHandled: false,
      toPark: deliveries.flatMap(unreadableEntries),
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
    metrics.batchWaitSeconds.observe({ queue }, (startedMs - batch.openedMs) / 1_000);
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

  /**
   * Repeats the batch until its effect is durable, or until it is no longer ours.
   *
   * @throws the error of the handler if it is not a TransientError
   */
  async #handle(batch: Batch<T>): Promise<Exclude<BatchOutcome, 'fatal'>> {
    const { queue } = this.#options;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#park(batch);
        if (!batch.isHandled) await this.#callHandler(batch);
        await this.#park(batch);
        return 'handled';
      } catch (error) {
        if (!(error instanceof TransientError)) throw error;
        if (batch.session.isAlive && this.#isRunning()) {
          const delayMs = backoffDelayMs(attempt, RETRY_BACKOFF, Math.random());
          this.#deps.metrics.batchRetries.inc({ queue });
          const items = batch.entries.length;
          this.#deps.logger.warn('broker.batch-retry', { queue, items, attempt, delayMs, error });
          await this.#pauses.wait(delayMs);
        }
        if (!batch.session.isAlive) return 'lost';
        if (!this.#isRunning()) return 'left';
      }
    }
  }

  /** Calls the handler. Entries that it returns are to be parked. */
  async #callHandler(batch: Batch<T>): Promise<void> {
    const { handle, encode } = this.#options;
    const toPark = batch.entries.length === 0 ? [] : ((await handle(batch.entries)) ?? []);
    batch.isHandled = true;
    batch.toPark = entriesToPark(batch.deliveries, toPark, encode);
  }

  async #park(batch: Batch<T>): Promise<void> {
    if (batch.toPark.length === 0) return;
    const { notParked, failure } = await parkEntries(this.#options.queue, batch.toPark, this.#deps);
    batch.toPark = notParked;
    if (notParked.length > 0) throw failure;
  }

  /** Acknowledges a batch. Returns false when the session that delivered it has ended. */
  #acknowledge(batch: Batch<T>): boolean {
    const { session, firstTag, lastTag } = batch;
    const [oldest] = this.#unsettled;
    if (!session.acknowledge(firstTag, lastTag, oldest === batch)) return false;
    this.#unsettled.delete(batch);
    this.#setUnacknowledged(this.#unacknowledged - (lastTag - firstTag + 1));
    return true;
  }

  /** Called when the session has ended. Drops the messages that it delivered and that are not being handled. */
  #forget(): void {
    this.#session = undefined;
    this.#unsettled.clear();
    this.#dropBuffered('lost');
    this.#setUnacknowledged(0);
    this.#pauses.endAll();
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
    this.#pauses.endAll();
    void this.#session?.cancel();
    this.#options.onFatal(error);
  }

  #setUnacknowledged(messages: number): void {
    this.#unacknowledged = messages;
    this.#deps.metrics.unacknowledged.set({ queue: this.#options.queue }, messages);
  }

  /** How long ago the oldest entry of the oldest batch that is not acknowledged was accepted; 0 if there is none. */
  #oldestAgeMs(acceptedAtMs: (entry: T) => number): number {
    const [oldest] = this.#unsettled;
    if (oldest === undefined) return 0;
    const nowMs = Date.now();
    return oldest.entries.reduce((ageMs, entry) => Math.max(ageMs, nowMs - acceptedAtMs(entry)), 0);
  }

  #wakeIdleWaiters(): void {
    for (const wake of this.#idleWaiters) wake();
    this.#idleWaiters.clear();
  }
}
