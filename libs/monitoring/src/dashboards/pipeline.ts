import type { DashboardSource, RowSource } from './dashboard-source.ts';
import { GATEWAYS } from './gateway-row.ts';
import { ENGINE_JOBS, increase, mean, quantile, rate, series, SERVICE_JOBS } from './selectors.ts';

const WAITING: RowSource = {
  title: 'Where the votes are',
  panels: [
    {
      title: 'Ledger',
      description:
        'Accepted votes by where they are, from the database: received is the sum of counted, rejected, parked and in_flight.',
      kind: 'lines',
      unit: 'short',
      queries: [{ expr: `max by (state) (${series('ledger_votes')})`, legend: '{{state}}' }],
      alerts: ['LedgerDoesNotDrain'],
    },
    {
      title: 'Votes waiting',
      description:
        'Votes in flight, which are accepted and not yet settled, and votes that wait in an API until their group is sent.',
      kind: 'lines',
      unit: 'short',
      queries: [
        { expr: `max(${series('ledger_votes', 'state="in_flight"')})`, legend: 'in flight' },
        { expr: `sum(${series('intake_waiting_votes')})`, legend: 'in the APIs' },
      ],
    },
    {
      title: 'Oldest vote in work',
      description:
        'The age of the oldest vote that a process has taken from a queue and not finished, since its acceptance.',
      kind: 'lines',
      unit: 's',
      queries: [
        {
          expr: `max by (service, queue) (${series('broker_oldest_unacknowledged_seconds')})`,
          legend: '{{service}}: {{queue}}',
        },
      ],
      alerts: ['VotesWaitLong'],
      limits: { warning: 60 },
    },
    {
      title: 'Messages by queue',
      description:
        'Messages that wait in each queue, and messages that consumers have taken and not finished.',
      kind: 'lines',
      unit: 'short',
      queries: [
        {
          expr: `sum by (queue) (${series('rabbitmq_detailed_queue_messages_ready')})`,
          legend: '{{queue}} waiting',
        },
        {
          expr: `sum by (queue) (${series('rabbitmq_detailed_queue_messages_unacked')})`,
          legend: '{{queue}} in work',
        },
      ],
      alerts: ['HighAggregationQueueDepth', 'VotesParked', 'VotesWaitForTheRoll'],
      limits: { warning: 10_000 },
    },
    {
      title: 'Consumers by queue',
      description: 'The processes that take messages from each queue. Nobody takes from votes.parked.',
      kind: 'lines',
      unit: 'short',
      queries: [
        { expr: `sum by (queue) (${series('rabbitmq_detailed_queue_consumers')})`, legend: '{{queue}}' },
      ],
    },
    {
      title: 'Time with parked messages',
      description:
        'How long the parking queue has not been empty. Its votes wait until somebody decides about them.',
      kind: 'lines',
      unit: 's',
      queries: [{ expr: `max(${series('parking_not_empty_seconds')})`, legend: 'not empty for' }],
      alerts: ['VotesParkedLong'],
      limits: { critical: 3_600 },
    },
  ],
};

const LATENCY: RowSource = {
  title: 'Latency of each stage (95th percentile)',
  panels: [
    {
      title: 'Confirm of RabbitMQ',
      description:
        'The time until RabbitMQ confirms a message, by service. The API answers a vote only then.',
      kind: 'lines',
      unit: 's',
      queries: [
        {
          expr: quantile(0.95, { metric: 'broker_confirm_seconds', by: ['service'] }),
          legend: '{{service}}',
        },
      ],
      alerts: ['PublishConfirmsSlow'],
      limits: { warning: 0.5 },
    },
    {
      title: 'Validation of a batch',
      description: 'The time from when a worker has a batch until RabbitMQ has confirmed its decisions.',
      kind: 'lines',
      unit: 's',
      queries: [
        { expr: quantile(0.5, { metric: 'validation_processing_latency_seconds' }), legend: 'p50' },
        { expr: quantile(0.95, { metric: 'validation_processing_latency_seconds' }), legend: 'p95' },
      ],
      alerts: ['SlowValidationProcessing'],
      limits: { warning: 1 },
    },
    {
      title: 'Settling of a batch',
      description: 'The time of the transaction that settles a batch, for votes and for rejections.',
      kind: 'lines',
      unit: 's',
      queries: [
        {
          expr: quantile(0.95, { metric: 'batch_processing_duration_seconds', by: ['kind'] }),
          legend: '{{kind}}',
        },
      ],
    },
    {
      title: 'Age of votes',
      description:
        'How long ago the oldest vote of a batch was accepted, when the batch was validated and when it was settled.',
      kind: 'lines',
      unit: 's',
      queries: [{ expr: quantile(0.95, { metric: 'vote_age_seconds', by: ['stage'] }), legend: '{{stage}}' }],
    },
    {
      title: 'Wait for a full batch',
      description: 'The time from the first message of a batch until the work on the batch begins, by queue.',
      kind: 'lines',
      unit: 's',
      queries: [
        {
          expr: quantile(0.95, { metric: 'broker_batch_wait_seconds', by: ['queue'] }),
          legend: '{{queue}}',
        },
      ],
    },
    {
      title: 'Work on a batch',
      description:
        'The time from when the work on a batch begins until its acknowledgement, with all repetitions, by queue.',
      kind: 'lines',
      unit: 's',
      queries: [
        { expr: quantile(0.95, { metric: 'broker_batch_seconds', by: ['queue'] }), legend: '{{queue}}' },
      ],
    },
  ],
};

const BATCHES: RowSource = {
  title: 'Batches and messages',
  panels: [
    {
      title: 'Votes settled',
      description: 'Votes and rejections in the batches that were committed.',
      kind: 'stacked',
      unit: 'cps',
      queries: [{ expr: `sum by (kind) (${rate('batch_size_processed_total')})`, legend: '{{kind}}' }],
    },
    {
      title: 'Size of a batch',
      description: 'The mean number of entries in a batch, by queue. It grows with the load.',
      kind: 'lines',
      unit: 'short',
      queries: [{ expr: mean({ metric: 'broker_batch_items', by: ['queue'] }), legend: '{{queue}}' }],
    },
    {
      title: 'Batches by outcome',
      description:
        'Batches that were handled, and batches that are delivered again because the channel was lost, the process ended, or the handling failed.',
      kind: 'lines',
      unit: 'cps',
      queries: [
        {
          expr: `sum by (queue, outcome) (${rate('broker_batches_total')})`,
          legend: '{{queue}}: {{outcome}}',
        },
      ],
    },
    {
      title: 'Messages published',
      description: 'Messages by queue and outcome. Only confirmed messages count as sent.',
      kind: 'lines',
      unit: 'cps',
      queries: [
        {
          expr: `sum by (queue, outcome) (${rate('broker_publishes_total')})`,
          legend: '{{queue}}: {{outcome}}',
        },
      ],
      alerts: ['MessagesUnroutable'],
    },
    {
      title: 'Failed batches',
      description:
        'Attempts to handle a batch that ended in an error, by stage and class of error. The batches are tried again.',
      kind: 'lines',
      unit: 'cps',
      queries: [
        {
          expr: `sum by (error_type) (${rate('validation_errors_total')})`,
          legend: 'validation: {{error_type}}',
        },
        {
          expr: `sum by (error_type) (${rate('aggregation_errors_total')})`,
          legend: 'settling: {{error_type}}',
        },
      ],
      alerts: ['HighValidationErrorRate', 'HighAggregationErrorRate'],
    },
    {
      title: 'Refused by PostgreSQL',
      description:
        'Second votes that Redis did not detect, and submissions that may not be settled and are parked.',
      kind: 'lines',
      unit: 'short',
      queries: [
        { expr: `sum(${increase('late_duplicates_total')})`, legend: 'second votes' },
        {
          expr: `sum by (reason) (${increase('submissions_refused_to_settle_total')})`,
          legend: 'refused: {{reason}}',
        },
      ],
      alerts: ['SecondVotesPassedRedis', 'SubmissionsRefusedToSettle'],
    },
  ],
};

const MIXING: RowSource = {
  title: 'Mixing of ballots',
  panels: [
    {
      title: 'Since the last mixing',
      description:
        'The time since an aggregator last mixed ballots. Until then they are in their order of arrival.',
      kind: 'lines',
      unit: 's',
      queries: [
        {
          expr: `time() - max(${series('ballot_mixing_last_success_timestamp_seconds')})`,
          legend: 'last mixing',
        },
      ],
      alerts: ['BallotsNotMixed'],
      limits: { warning: 120 },
    },
    {
      title: 'Ballots mixed',
      description: 'Ballots that were moved in random order among the others.',
      kind: 'lines',
      unit: 'cps',
      queries: [{ expr: `sum(${rate('ballots_mixed_total')})`, legend: 'mixed' }],
    },
    {
      title: 'Time of one mixing',
      description: 'The time of the transaction that mixes ballots.',
      kind: 'lines',
      unit: 's',
      queries: [{ expr: quantile(0.95, { metric: 'ballot_mixing_duration_seconds' }), legend: 'p95' }],
    },
  ],
};

const PROCESSES: RowSource = {
  title: 'The processes',
  panels: [
    {
      title: 'Delay of the event loop',
      description: 'The delay that 99 % of the measurements did not exceed, for each process.',
      kind: 'lines',
      unit: 's',
      queries: [
        {
          expr: `max by (job, instance) (${series('nodejs_eventloop_lag_p99_seconds')})`,
          legend: '{{job}} {{instance}}',
        },
      ],
      alerts: ['EventLoopLag'],
      limits: { warning: 0.25 },
    },
    {
      title: 'Processors in use',
      description: 'How many processors each process of ours uses. A process can hardly use more than one.',
      kind: 'lines',
      unit: 'short',
      queries: [
        {
          expr: `sum by (job, instance) (${rate('process_cpu_seconds_total', 'service!=""')})`,
          legend: '{{job}} {{instance}}',
        },
      ],
    },
    {
      title: 'Memory',
      description: 'The memory of each process of ours that is in RAM.',
      kind: 'lines',
      unit: 'bytes',
      queries: [
        {
          expr: series('process_resident_memory_bytes', 'service!=""'),
          legend: '{{job}} {{instance}}',
        },
      ],
    },
    {
      title: 'Clock',
      description:
        'The difference between the clock of a process and that of the database. A process that is more than a second off takes no votes.',
      kind: 'lines',
      unit: 's',
      queries: [
        {
          expr: `max by (job, instance) (abs(${series('clock_offset_seconds')}))`,
          legend: '{{job}} {{instance}}',
        },
      ],
      alerts: ['ClockOffset'],
      limits: { warning: 0.5 },
    },
  ],
};

/** The way of a vote from the API to the database. */
export const PIPELINE: DashboardSource = {
  name: 'pipeline',
  title: 'Scrutin: pipeline',
  description:
    'The way of a vote from the API to the database: where votes are, and how long each stage takes.',
  jobs: [...SERVICE_JOBS, ...ENGINE_JOBS],
  rows: [WAITING, LATENCY, BATCHES, GATEWAYS, MIXING, PROCESSES],
};
