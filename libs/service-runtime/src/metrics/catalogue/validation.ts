import type { Declarations } from '../declaration.ts';
import { LATENCY_BUCKETS_S } from '../declaration.ts';

const WORKER = ['validation-worker'] as const;

/** Votes that are validated, and how long votes take from stage to stage. */
export const VALIDATION_METRICS = {
  validation_votes_processed_total: {
    type: 'counter',
    unit: 'votes',
    labels: {
      status: [
        'valid',
        'postponed',
        'malformed',
        'unknown-contest',
        'not-open',
        'closed',
        'unknown-credential',
        'wrong-region',
        'invalid-selection',
        'unknown-candidate',
        'withdrawn-candidate',
        'repeated-candidate',
        'too-many-ranks',
        'ranking-not-allowed',
        'blank-not-allowed',
        'already-voted',
        'void-credential',
        'rate-limited',
      ],
    },
    help: 'Votes that the worker decided, by status, which is valid, postponed or the reason of the rejection.',
    services: WORKER,
    startsAtZero: true,
  },
  validation_processing_latency_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: {},
    help: 'Time from when a worker receives a batch until the broker has stored its outcome.',
    services: WORKER,
    buckets: LATENCY_BUCKETS_S,
  },
  duplicate_attempts_total: {
    type: 'counter',
    unit: 'votes',
    labels: {},
    help: 'Votes whose credential had already voted.',
    services: WORKER,
  },
  validation_errors_total: {
    type: 'counter',
    unit: 'batches',
    labels: { error_type: ['transient', 'unexpected'] },
    help: 'Attempts to validate a batch that ended in an error, by the class of the error.',
    services: WORKER,
    startsAtZero: true,
  },
  vote_age_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: { stage: ['validated', 'settled'] },
    help: 'Age of the oldest vote of each batch, from its acceptance until the batch was validated or settled.',
    services: ['validation-worker', 'aggregator'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600],
  },
} as const satisfies Declarations;
