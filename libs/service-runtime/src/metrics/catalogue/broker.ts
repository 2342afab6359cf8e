import type { Declarations } from '../declaration.ts';
import { LATENCY_BUCKETS_S } from '../declaration.ts';

const USERS = ['ingestion-api', 'validation-worker', 'aggregator'] as const;
const QUEUE = [
  'votes.validation',
  'votes.waiting',
  'votes.aggregation',
  'votes.review',
  'votes.parked',
] as const;
const CONNECTION = ['publish', 'consume'] as const;

/** Connections to RabbitMQ, what is published, and what is consumed in batches. */
export const BROKER_METRICS = {
  broker_publishes_total: {
    type: 'counter',
    unit: 'messages',
    labels: {
      queue: QUEUE,
      outcome: ['confirmed', 'returned', 'refused', 'timed-out', 'overloaded', 'unavailable', 'failed'],
    },
    help: 'Messages published, by queue and outcome; only the outcome confirmed means that the broker accepted the message (P1).',
    services: USERS,
    startsAtZero: true,
  },
  broker_published_items_total: {
    type: 'counter',
    unit: 'entries',
    labels: { queue: QUEUE },
    help: 'Entries in the messages that were confirmed.',
    services: USERS,
  },
  broker_republishes_total: {
    type: 'counter',
    unit: 'messages',
    labels: { queue: QUEUE },
    help: 'Messages published again because their channel closed before the confirm.',
    services: USERS,
  },
  broker_late_confirms_total: {
    type: 'counter',
    unit: 'messages',
    labels: { queue: QUEUE },
    help: 'Messages that the broker confirmed after their deadline: it has them although the publish was reported as failed.',
    services: USERS,
  },
  broker_confirm_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: { queue: QUEUE },
    help: 'Time from a publish until its confirm, including waits for a connection.',
    services: USERS,
    buckets: LATENCY_BUCKETS_S,
  },
  broker_publishes_in_flight: {
    type: 'gauge',
    unit: 'messages',
    labels: {},
    help: 'Messages that were published and are not confirmed or refused yet.',
    services: USERS,
  },
  broker_connection_up: {
    type: 'gauge',
    unit: 'ratio',
    labels: { connection: CONNECTION },
    help: '1 while the connection is open and set up, and 0 otherwise.',
    services: USERS,
  },
  broker_reconnects_total: {
    type: 'counter',
    unit: 'connections',
    labels: { connection: CONNECTION },
    help: 'Connections opened after one was lost.',
    services: USERS,
    startsAtZero: true,
  },
  broker_deliveries_total: {
    type: 'counter',
    unit: 'messages',
    labels: { queue: QUEUE, redelivered: ['true', 'false'] },
    help: 'Messages delivered to this process.',
    services: USERS,
  },
  broker_unacknowledged_messages: {
    type: 'gauge',
    unit: 'messages',
    labels: { queue: QUEUE },
    help: 'Messages delivered on the present channel and not acknowledged.',
    services: USERS,
  },
  broker_oldest_unacknowledged_seconds: {
    type: 'gauge',
    unit: 'seconds',
    labels: { queue: QUEUE },
    help: 'Time since the acceptance of the oldest vote that this process has taken from the queue and not finished, and 0 if there is none.',
    services: USERS,
  },
  broker_batches_total: {
    type: 'counter',
    unit: 'batches',
    labels: { queue: QUEUE, outcome: ['handled', 'lost', 'left', 'fatal'] },
    help: 'Batches by queue and outcome; all except those with the outcome handled are delivered again.',
    services: USERS,
  },
  broker_batch_items: {
    type: 'histogram',
    unit: 'entries',
    labels: { queue: QUEUE },
    help: 'Entries in a batch that was handled.',
    services: USERS,
    // They reach up to the largest batch that is reasonable to configure.
    buckets: [1, 5, 10, 25, 50, 100, 200, 400, 800, 1_600, 3_200],
  },
  broker_batch_wait_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: { queue: QUEUE },
    help: 'Time from the first message of a batch until its handling begins.',
    services: USERS,
    buckets: LATENCY_BUCKETS_S,
  },
  broker_batch_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: { queue: QUEUE },
    help: 'Time from when the handling of a batch begins until its acknowledgement, including retries.',
    services: USERS,
    buckets: LATENCY_BUCKETS_S,
  },
  broker_batch_retries_total: {
    type: 'counter',
    unit: 'batches',
    labels: { queue: QUEUE },
    help: 'Repetitions of a batch because a dependency was unavailable.',
    services: USERS,
  },
  broker_parked_entries_total: {
    type: 'counter',
    unit: 'entries',
    labels: { queue: QUEUE },
    help: 'Entries parked because they were unreadable or refused, by the queue they came from.',
    services: USERS,
    startsAtZero: true,
  },
} as const satisfies Declarations;
