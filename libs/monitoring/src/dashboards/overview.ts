import { ANSWERS_TO_VOTES } from '../vote-routes.ts';
import type { DashboardSource } from './dashboard-source.ts';
import { ENGINE_JOBS, quantile, rate, series, SERVICE_JOBS } from './selectors.ts';

const VOTING = 'route=~"/api/v1/(elections/)?vote"';
const latency = (share: number): string =>
  quantile(share, { metric: 'http_request_duration_seconds', conditions: VOTING });
const THE_SERVICES = `job=~"${SERVICE_JOBS.join('|')}"`;

/** What to have on the wall on the day of the vote. */
export const OVERVIEW: DashboardSource = {
  name: 'overview',
  title: 'Scrutin: overview',
  description: 'What to watch on the day of the vote.',
  jobs: [...SERVICE_JOBS, ...ENGINE_JOBS],
  rows: [
    {
      title: 'Is anything wrong?',
      panels: [
        {
          title: 'Firing alerts',
          description:
            'Every alert that fires now. Watchdog always fires: if it is not in the list, Prometheus evaluates no alerts.',
          kind: 'table',
          unit: 'short',
          queries: [
            {
              expr: 'sum by (alertname, severity) (ALERTS{alertstate="firing"})',
              legend: '{{alertname}}',
            },
          ],
          alerts: ['Watchdog'],
          width: 12,
        },
        {
          title: 'State of the ledger',
          description:
            'Whether every accepted vote is accounted for. It is in-flight while votes are on their way, and balanced when the queues are empty. The states missing and surplus mean that votes cannot be explained.',
          kind: 'names',
          unit: 'short',
          queries: [{ expr: `max by (state) (${series('ledger_state')}) == 1`, legend: '{{state}}' }],
          alerts: ['LedgerMissesVotes', 'LedgerSurplus', 'LedgerUnknown'],
          width: 6,
        },
        {
          title: 'Active workers',
          description:
            'The processes of each service that Prometheus reaches. Fewer than two validation workers are too few.',
          kind: 'numbers',
          unit: 'short',
          queries: [{ expr: `sum by (job) (${series('up', THE_SERVICES)})`, legend: '{{job}}' }],
          alerts: [
            'IngestionAPIDown',
            'ResultsAPIDown',
            'ValidationWorkerDown',
            'AggregationServiceDown',
            'AdminAPIDown',
          ],
          width: 6,
        },
      ],
    },
    {
      title: 'Votes',
      panels: [
        {
          title: 'Votes per second',
          description:
            'Votes that were accepted (answered 202) and votes that were counted. If fewer are counted than accepted, votes are waiting.',
          kind: 'lines',
          unit: 'cps',
          queries: [
            { expr: `sum(${rate('votes_received_total')})`, legend: 'accepted' },
            { expr: `sum(${rate('batch_size_processed_total', 'kind="votes"')})`, legend: 'counted' },
          ],
        },
        {
          title: 'Total votes by law',
          description:
            'The votes of each law in the database at the last whole minute. After a restart the numbers are the same.',
          kind: 'bars',
          unit: 'short',
          queries: [
            {
              expr: `sum by (law_id) (max by (law_id, choice) (${series('current_vote_totals')}))`,
              legend: '{{law_id}}',
            },
          ],
        },
        {
          title: 'Validation status',
          description: 'What the workers decided about votes, by outcome: valid, postponed, or why rejected.',
          kind: 'stacked',
          unit: 'cps',
          queries: [
            {
              expr: `sum by (status) (${rate('validation_votes_processed_total')})`,
              legend: '{{status}}',
            },
          ],
        },
        {
          title: 'Validation rate',
          description: 'Votes per second that the workers decide, altogether and by worker.',
          kind: 'lines',
          unit: 'cps',
          queries: [
            { expr: `sum(${rate('validation_votes_processed_total')})`, legend: 'all workers' },
            {
              expr: `sum by (instance) (${rate('validation_votes_processed_total')})`,
              legend: '{{instance}}',
            },
          ],
        },
        {
          title: 'Queue depth',
          description:
            'Messages in each queue. A message is a group of up to a hundred votes: the ledger counts votes, and this panel does not.',
          kind: 'lines',
          unit: 'short',
          queries: [
            { expr: `sum by (queue) (${series('rabbitmq_detailed_queue_messages')})`, legend: '{{queue}}' },
            { expr: `sum(${series('rabbitmq_queue_messages')})`, legend: 'all queues' },
          ],
          alerts: ['HighValidationQueueDepth', 'CriticalValidationQueueDepth', 'QueueConsumerStall'],
          limits: { warning: 10_000, critical: 50_000 },
        },
        {
          title: 'Duplicate attempt rate',
          description: 'The share of the decided votes that came from credentials that had voted already.',
          kind: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum(${rate('duplicate_attempts_total')}) / sum(${rate('validation_votes_processed_total')})`,
              legend: 'duplicates',
            },
          ],
          alerts: ['HighDuplicateRate', 'CriticalDuplicateRate'],
          limits: { warning: 0.05, critical: 0.15 },
        },
      ],
    },
    {
      title: 'The API',
      panels: [
        {
          title: 'API latency p50/p95/p99',
          description: 'The time in which half, 95 % and 99 % of the votes are answered.',
          kind: 'lines',
          unit: 's',
          queries: [
            { expr: latency(0.5), legend: 'p50' },
            { expr: latency(0.95), legend: 'p95' },
            { expr: latency(0.99), legend: 'p99' },
          ],
          alerts: ['APIHighLatency', 'APICriticalLatency'],
          limits: { warning: 0.2, critical: 0.5 },
        },
        {
          title: 'Requests by status',
          description: 'Requests to the ingestion API by the status of their answer.',
          kind: 'stacked',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (status) (${rate('http_requests_total', 'service="ingestion-api"')})`,
              legend: '{{status}}',
            },
          ],
        },
        {
          title: 'Answers to votes that are errors',
          description: 'The share of the answers to votes that have a status of 500 or above.',
          kind: 'lines',
          unit: 'percentunit',
          queries: [
            {
              // Without the second half there would be no figure while no answer is an error.
              expr: `(sum(${rate('http_requests_total', `${ANSWERS_TO_VOTES},status=~"5.."`)}) or vector(0)) / sum(${rate('http_requests_total', ANSWERS_TO_VOTES)})`,
              legend: 'errors',
            },
          ],
          alerts: ['HighAPIErrorRate', 'CriticalAPIErrorRate'],
          limits: { warning: 0.05, critical: 0.15 },
        },
      ],
    },
    {
      title: 'The servers',
      panels: [
        {
          title: 'Redis memory',
          description: 'The memory that Redis uses, and the most that it may use. A limit of 0 means none.',
          kind: 'lines',
          unit: 'bytes',
          queries: [
            { expr: series('redis_memory_used_bytes'), legend: 'used by {{instance}}' },
            { expr: series('redis_memory_max_bytes'), legend: 'limit of {{instance}}' },
          ],
        },
        {
          title: 'Database connections',
          description: 'The connections that PostgreSQL has to each database, and the most that it allows.',
          kind: 'lines',
          unit: 'short',
          queries: [
            { expr: `sum by (datname) (${series('pg_stat_database_numbackends')})`, legend: '{{datname}}' },
            { expr: `max(${series('pg_settings_max_connections')})`, legend: 'limit' },
          ],
        },
        {
          title: 'Dependencies',
          description:
            'The lowest state of each dependency as the processes of a service see it: 1 if all of them reach it.',
          kind: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `min by (service, dependency) (${series('service_dependency_up')})`,
              legend: '{{service}}: {{dependency}}',
            },
          ],
          alerts: ['DependencyDown', 'ServiceNotReady', 'ProcessDoesNotAnswer'],
        },
        {
          title: 'Versions',
          description:
            'How many processes of each service run in each version. During an upgrade there are two versions.',
          kind: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `count by (service, version) (${series('scrutin_build_info')})`,
              legend: '{{service}}: {{version}}',
            },
          ],
          alerts: ['SeveralVersions'],
        },
      ],
    },
  ],
};
