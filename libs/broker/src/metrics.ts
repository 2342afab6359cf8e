import { Counter, Gauge, Histogram, Registry as PrivateRegistry } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';
import { LATENCY_BUCKETS_S } from '@scrutin/service-runtime';

/**
 * How a publish ended. Only `confirmed` means accepted in the sense of P1. `unavailable` means that it was refused
 * before it was sent, because nothing could be sent.
 */
export type PublishOutcome =
  'confirmed' | 'returned' | 'refused' | 'timed-out' | 'overloaded' | 'unavailable' | 'failed';

/**
 * How a batch ended: it was `handled` and acknowledged; it was `lost` with the channel that delivered it; it was `left`
 * to the broker when draining; or it failed with an unexpected error (`fatal`). All batches except handled ones are
 * delivered again.
 */
export type BatchOutcome = 'handled' | 'lost' | 'left' | 'fatal';

/** The buckets reach up to the largest batch that is reasonable to configure. */
const BATCH_ITEMS_BUCKETS = [1, 5, 10, 25, 50, 100, 200, 400, 800, 1_600, 3_200];

/**
 * The metrics of the broker adapter. A registry can have only one broker, because a second would use the same names.
 */
export class BrokerMetrics {
  readonly publishes: Counter<'queue' | 'outcome'>;
  readonly publishedItems: Counter<'queue'>;
  readonly republishes: Counter<'queue'>;
  readonly lateConfirms: Counter<'queue'>;
  readonly confirmSeconds: Histogram<'queue'>;
  readonly publishesInFlight: Gauge;
  readonly connectionUp: Gauge<'connection'>;
  readonly reconnects: Counter<'connection'>;
  readonly deliveries: Counter<'queue' | 'redelivered'>;
  readonly unacknowledged: Gauge<'queue'>;
  readonly batches: Counter<'queue' | 'outcome'>;
  readonly batchItems: Histogram<'queue'>;
  readonly batchSeconds: Histogram<'queue'>;
  readonly batchRetries: Counter<'queue'>;
  readonly parked: Counter<'queue'>;

  constructor(registry: Registry = new PrivateRegistry()) {
    const registers = [registry];
    this.publishes = new Counter({
      name: 'broker_publishes_total',
      help: 'Messages published, by queue and outcome',
      labelNames: ['queue', 'outcome'],
      registers,
    });
    this.publishedItems = new Counter({
      name: 'broker_published_items_total',
      help: 'Entries in the messages that were confirmed',
      labelNames: ['queue'],
      registers,
    });
    this.republishes = new Counter({
      name: 'broker_republishes_total',
      help: 'Messages published again because their channel closed before the confirm',
      labelNames: ['queue'],
      registers,
    });
    this.lateConfirms = new Counter({
      name: 'broker_late_confirms_total',
      help: 'Messages confirmed after their deadline. The broker has them, although their publish was rejected',
      labelNames: ['queue'],
      registers,
    });
    this.confirmSeconds = new Histogram({
      name: 'broker_confirm_seconds',
      help: 'Time from a publish to its confirm, including waits for a connection',
      labelNames: ['queue'],
      buckets: LATENCY_BUCKETS_S,
      registers,
    });
    this.publishesInFlight = new Gauge({
      name: 'broker_publishes_in_flight',
      help: 'Messages whose publish has not ended',
      registers,
    });
    this.connectionUp = new Gauge({
      name: 'broker_connection_up',
      help: '1 while the connection is open and set up',
      labelNames: ['connection'],
      registers,
    });
    this.reconnects = new Counter({
      name: 'broker_reconnects_total',
      help: 'Connections opened after one was lost',
      labelNames: ['connection'],
      registers,
    });
    this.deliveries = new Counter({
      name: 'broker_deliveries_total',
      help: 'Messages delivered',
      labelNames: ['queue', 'redelivered'],
      registers,
    });
    this.unacknowledged = new Gauge({
      name: 'broker_unacknowledged_messages',
      help: 'Messages delivered on the present channel and not acknowledged',
      labelNames: ['queue'],
      registers,
    });
    this.batches = new Counter({
      name: 'broker_batches_total',
      help: 'Batches, by queue and outcome',
      labelNames: ['queue', 'outcome'],
      registers,
    });
    this.batchItems = new Histogram({
      name: 'broker_batch_items',
      help: 'Entries in a batch',
      labelNames: ['queue'],
      buckets: BATCH_ITEMS_BUCKETS,
      registers,
    });
    this.batchSeconds = new Histogram({
      name: 'broker_batch_seconds',
      help: 'Time from the start of a batch to its acknowledgement, including retries',
      labelNames: ['queue'],
      buckets: LATENCY_BUCKETS_S,
      registers,
    });
    this.batchRetries = new Counter({
      name: 'broker_batch_retries_total',
      help: 'Repetitions of a batch because a dependency was unavailable',
      labelNames: ['queue'],
      registers,
    });
    this.parked = new Counter({
      name: 'broker_parked_entries_total',
      help: 'Entries parked because they were unreadable or refused, by the queue they came from',
      labelNames: ['queue'],
      registers,
    });
  }
}
