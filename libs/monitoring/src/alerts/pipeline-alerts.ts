import type { AlertGroup } from './alert.ts';

const depth = (queue: string): string => `sum(rabbitmq_detailed_queue_messages{queue="${queue}"})`;
const DUPLICATES =
  'sum(rate(duplicate_attempts_total[5m])) / sum(rate(validation_votes_processed_total[5m]))';

/**
 * The way of votes from the API to the result. The queues contain messages, and each message is a group of votes
 * (docs/ARCHITECTURE.md).
 */
export const PIPELINE_ALERTS: AlertGroup = {
  name: 'pipeline',
  alerts: [
    {
      name: 'HighValidationQueueDepth',
      severity: 'warning',
      for: '5m',
      expr: `${depth('votes.validation')} > 10000`,
      summary: 'More than 10,000 messages wait for validation.',
      impact: 'Votes are safe and are counted later. Validation cannot keep up.',
    },
    {
      name: 'CriticalValidationQueueDepth',
      severity: 'critical',
      for: '2m',
      expr: `${depth('votes.validation')} > 50000`,
      summary: 'More than 50,000 messages wait for validation.',
      impact:
        'Votes are safe and are counted later. At BACKLOG_MAX_MESSAGES (200,000 by default), the API answers 503.',
    },
    {
      name: 'QueueConsumerStall',
      severity: 'critical',
      for: '5m',
      // A worker that is gone has no counter, and the rate of nothing is nothing.
      expr: `${depth('votes.validation')} > 0 and on () (sum(rate(validation_votes_processed_total[5m])) or on () vector(0)) == 0`,
      summary: 'Messages are waiting, but no worker validates any.',
      impact: 'Votes are accepted and pile up. Nothing is counted.',
    },
    {
      name: 'HighAggregationQueueDepth',
      severity: 'warning',
      for: '5m',
      expr: 'sum(rabbitmq_detailed_queue_messages{queue=~"votes.aggregation|votes.review"}) > 10000',
      summary: 'More than 10,000 messages wait to be settled.',
      impact: 'Votes are safe and are counted later. Results and turnout are late.',
    },
    {
      name: 'VotesWaitLong',
      severity: 'warning',
      for: '2m',
      expr: 'max by (service, queue) (broker_oldest_unacknowledged_seconds{queue!="votes.waiting"}) > 60',
      summary: 'A vote was accepted more than a minute ago, and work on it has not ended.',
      impact: 'Votes are safe. A dependency holds up the batches, or the service cannot keep up.',
    },
    {
      name: 'VotesParked',
      severity: 'warning',
      for: '5m',
      expr: `${depth('votes.parked')} > 0`,
      summary: 'Messages are parked.',
      impact: 'The votes in them are neither counted nor rejected until somebody replays or discards them.',
    },
    {
      name: 'VotesParkedLong',
      severity: 'critical',
      for: '5m',
      expr: 'max(parking_not_empty_seconds) > 3600',
      summary: 'Messages have been parked for more than an hour.',
      impact: 'The votes in them are not counted, and a contest with parked votes cannot be certified.',
    },
    {
      name: 'VotesWaitForTheRoll',
      severity: 'critical',
      for: '5m',
      expr: `${depth('votes.waiting')} > 0`,
      summary: 'Votes wait because Redis does not have what is needed to decide them.',
      impact:
        'These votes are not counted until the roll is loaded or PostgreSQL answers. Nobody is rejected meanwhile.',
    },
    {
      name: 'HighDuplicateRate',
      severity: 'warning',
      for: '10m',
      expr: `${DUPLICATES} > 0.05`,
      summary: 'More than 5 % of the votes are second votes.',
      impact:
        'Each voter is counted once (P3). Voters may not see that their vote was taken, or somebody sends votes twice.',
    },
    {
      name: 'CriticalDuplicateRate',
      severity: 'critical',
      for: '5m',
      expr: `${DUPLICATES} > 0.15`,
      summary: 'More than 15 % of the votes are second votes.',
      impact:
        'Each voter is counted once (P3). Somebody may be flooding the API, or a client repeats its requests.',
    },
    {
      name: 'HighValidationErrorRate',
      severity: 'warning',
      for: '5m',
      expr: 'sum(rate(validation_errors_total[5m])) / (sum(rate(validation_processing_latency_seconds_count[5m])) + sum(rate(validation_errors_total[5m]))) > 0.1',
      summary: 'More than one batch in ten fails at validation.',
      impact: 'The batches are tried again, and no vote is lost. Validation is slow.',
    },
    {
      name: 'SlowValidationProcessing',
      severity: 'warning',
      for: '10m',
      expr: 'histogram_quantile(0.95, sum by (le) (rate(validation_processing_latency_seconds_bucket[5m]))) > 1',
      summary: 'One batch in twenty takes a worker longer than a second.',
      impact: 'Votes are safe and are counted later.',
    },
    {
      name: 'HighAggregationErrorRate',
      severity: 'warning',
      for: '5m',
      expr: 'sum(rate(aggregation_errors_total[5m])) / (sum(rate(batch_processing_duration_seconds_count[5m])) + sum(rate(aggregation_errors_total[5m]))) > 0.1',
      summary: 'More than one batch in ten fails at the aggregator.',
      impact: 'The batches are tried again, and no vote is lost. Counting is slow.',
    },
    {
      name: 'SecondVotesPassedRedis',
      severity: 'warning',
      for: '0s',
      expr: 'sum(increase(late_duplicates_total[10m])) > 0',
      summary: 'PostgreSQL rejected second votes that Redis did not detect.',
      impact: 'Each voter is counted once (P3). Redis may have lost claims.',
    },
    {
      name: 'SubmissionsRefusedToSettle',
      severity: 'critical',
      for: '0s',
      expr: 'sum by (reason) (increase(submissions_refused_to_settle_total[10m])) > 0',
      summary: 'Votes were parked because they may not be settled.',
      impact:
        'They came after the certificate, or name somebody who does not stand. The certified result does not change.',
    },
    {
      name: 'LedgerMissesVotes',
      severity: 'critical',
      for: '2m',
      expr: 'max(ledger_state{state="missing"}) == 1',
      summary: 'Accepted votes are neither counted, rejected nor parked, and the queues are empty.',
      impact: 'Votes that were answered 202 may be lost (P5). Change and delete nothing.',
    },
    {
      name: 'LedgerSurplus',
      severity: 'critical',
      for: '2m',
      expr: 'max(ledger_state{state="surplus"}) == 1',
      summary: 'For a contest, more votes were settled than the APIs received.',
      impact: 'The result cannot be explained by what was received (P5) until the cause is known.',
    },
    {
      name: 'LedgerUnknown',
      severity: 'warning',
      for: '10m',
      expr: 'max(ledger_state{state="unknown"}) == 1 or absent(ledger_state)',
      summary: 'The state of the ledger is not known.',
      impact: 'Nobody can say whether all accepted votes are accounted for (P5).',
    },
    {
      name: 'LedgerDoesNotDrain',
      severity: 'critical',
      for: '10m',
      expr: 'max(ledger_votes{state="in_flight"}) > 0 and on () sum(increase(votes_received_total[10m])) == 0',
      summary: 'Votes are still in flight although none has come in for more than ten minutes.',
      impact: 'After a closing, the result is incomplete and cannot be certified.',
    },
    {
      name: 'BallotsNotMixed',
      severity: 'warning',
      for: '2m',
      expr: 'time() - max(ballot_mixing_last_success_timestamp_seconds) > 120',
      summary: 'No aggregator has mixed ballots for two minutes.',
      impact: 'Ballots stay in the order in which they arrived, and mixing exists to hide this order (P6).',
    },
  ],
};
