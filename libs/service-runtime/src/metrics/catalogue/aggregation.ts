import type { Declarations } from '../declaration.ts';
import { LATENCY_BUCKETS_S } from '../declaration.ts';

const AGGREGATOR = ['aggregator'] as const;
const KIND = ['votes', 'rejections'] as const;

/** Votes that are settled in PostgreSQL, and ballots that are mixed afterwards (P6). */
export const AGGREGATION_METRICS = {
  votes_aggregated_total: {
    type: 'counter',
    unit: 'votes',
    labels: { law_id: { namesOf: 'laws' }, choice: ['oui', 'non', 'blank', 'withheld'] },
    help: 'Votes that this process counted until the last whole minute, by law and choice, where the choice is withheld until the choices are public.',
    services: AGGREGATOR,
  },
  // This is not counted by candidate: a rare first preference would be visible as a single vote (P6).
  election_votes_aggregated_total: {
    type: 'counter',
    unit: 'ballots',
    labels: { election_id: { namesOf: 'elections' }, region_id: { namesOf: 'regions' } },
    help: 'Ballots that this process counted until the last whole minute, by election and region.',
    services: AGGREGATOR,
  },
  current_vote_totals: {
    type: 'gauge',
    unit: 'votes',
    labels: { law_id: { namesOf: 'laws' }, choice: ['oui', 'non', 'blank', 'withheld'] },
    help: 'Votes in the database at the last whole minute, by law and choice, where the choice is withheld until the choices are public.',
    services: AGGREGATOR,
  },
  batch_processing_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: { kind: KIND },
    help: 'Time from when a batch is complete until its commit.',
    services: AGGREGATOR,
    buckets: LATENCY_BUCKETS_S,
  },
  batch_size_processed_total: {
    type: 'counter',
    unit: 'votes',
    labels: { kind: KIND },
    help: 'Votes and rejections in the batches that were committed.',
    services: AGGREGATOR,
    startsAtZero: true,
  },
  aggregation_errors_total: {
    type: 'counter',
    unit: 'batches',
    labels: { error_type: ['transient', 'refused', 'unexpected'] },
    help: 'Attempts to settle a batch that ended in an error, by the class of the error.',
    services: AGGREGATOR,
    startsAtZero: true,
  },
  late_duplicates_total: {
    type: 'counter',
    unit: 'votes',
    labels: {},
    help: 'Second votes of a credential that Redis did not detect and the database rejected (P3).',
    services: AGGREGATOR,
  },
  submissions_refused_to_settle_total: {
    type: 'counter',
    unit: 'votes',
    labels: { reason: ['certified', 'not-standing'] },
    help: 'Submissions that were parked because they may not be settled, by reason.',
    services: AGGREGATOR,
    startsAtZero: true,
  },
  ballots_mixed_total: {
    type: 'counter',
    unit: 'ballots',
    labels: {},
    help: 'Ballots that this process moved in random order among those that were mixed before (P6).',
    services: AGGREGATOR,
  },
  ballot_mixing_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: {},
    help: 'Time of one mixing, whether or not there were ballots to mix.',
    services: AGGREGATOR,
    buckets: LATENCY_BUCKETS_S,
  },
  ballot_mixing_last_success_timestamp_seconds: {
    type: 'gauge',
    unit: 'seconds',
    labels: {},
    help: 'Unix time of the last mixing of ballots by this process that succeeded, whether or not there were ballots to mix.',
    services: AGGREGATOR,
  },
} as const satisfies Declarations;
