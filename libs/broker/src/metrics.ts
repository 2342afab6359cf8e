import type { QueueName } from '@scrutin/contracts/messages';
import type { CounterOf, GaugeOf, HistogramOf, LabelValue, Registry } from '@scrutin/service-runtime';
import { counter, gauge, histogram, unscrapedRegistry } from '@scrutin/service-runtime';

/**
 * How a publish ended. Only `confirmed` means accepted in the sense of P1. `unavailable` means that it was refused
 * before it was sent, because nothing could be sent.
 */
export type PublishOutcome = LabelValue<'broker_publishes_total', 'outcome'>;

/**
 * How a batch ended: it was `handled` and acknowledged; it was `lost` with the channel that delivered it; it was `left`
 * to the broker when draining; or it failed with an unexpected error (`fatal`). All batches except handled ones are
 * delivered again.
 */
export type BatchOutcome = LabelValue<'broker_batches_total', 'outcome'>;

/** What a connection is for. */
export type ConnectionPurpose = LabelValue<'broker_connection_up', 'connection'>;

/**
 * The metrics of the broker adapter. A registry can have only one broker, because a second would use the same names.
 */
export class BrokerMetrics {
  readonly publishes: CounterOf<'broker_publishes_total'>;
  readonly publishedItems: CounterOf<'broker_published_items_total'>;
  readonly republishes: CounterOf<'broker_republishes_total'>;
  readonly lateConfirms: CounterOf<'broker_late_confirms_total'>;
  readonly confirmSeconds: HistogramOf<'broker_confirm_seconds'>;
  readonly publishesInFlight: GaugeOf<'broker_publishes_in_flight'>;
  readonly connectionUp: GaugeOf<'broker_connection_up'>;
  readonly reconnects: CounterOf<'broker_reconnects_total'>;
  readonly deliveries: CounterOf<'broker_deliveries_total'>;
  readonly unacknowledged: GaugeOf<'broker_unacknowledged_messages'>;
  readonly batches: CounterOf<'broker_batches_total'>;
  readonly batchItems: HistogramOf<'broker_batch_items'>;
  readonly batchWaitSeconds: HistogramOf<'broker_batch_wait_seconds'>;
  readonly batchSeconds: HistogramOf<'broker_batch_seconds'>;
  readonly batchRetries: CounterOf<'broker_batch_retries_total'>;
  readonly parked: CounterOf<'broker_parked_entries_total'>;
  readonly #oldest = new Map<QueueName, () => number>();

  constructor(registry: Registry = unscrapedRegistry()) {
    this.publishes = counter(registry, 'broker_publishes_total');
    this.publishedItems = counter(registry, 'broker_published_items_total');
    this.republishes = counter(registry, 'broker_republishes_total');
    this.lateConfirms = counter(registry, 'broker_late_confirms_total');
    this.confirmSeconds = histogram(registry, 'broker_confirm_seconds');
    this.publishesInFlight = gauge(registry, 'broker_publishes_in_flight');
    this.connectionUp = gauge(registry, 'broker_connection_up');
    this.reconnects = counter(registry, 'broker_reconnects_total');
    this.deliveries = counter(registry, 'broker_deliveries_total');
    this.unacknowledged = gauge(registry, 'broker_unacknowledged_messages');
    this.batches = counter(registry, 'broker_batches_total');
    this.batchItems = histogram(registry, 'broker_batch_items');
    this.batchWaitSeconds = histogram(registry, 'broker_batch_wait_seconds');
    this.batchSeconds = histogram(registry, 'broker_batch_seconds');
    this.batchRetries = counter(registry, 'broker_batch_retries_total');
    this.parked = counter(registry, 'broker_parked_entries_total');
    gauge(registry, 'broker_oldest_unacknowledged_seconds', (oldest) => {
      for (const [queue, ageMs] of this.#oldest) oldest.set({ queue }, ageMs() / 1_000);
    });
  }

  /** Shows the age of the oldest entry that a consumer holds, in milliseconds. */
  watchOldest(queue: QueueName, ageMs: () => number): void {
    this.#oldest.set(queue, ageMs);
  }
}
