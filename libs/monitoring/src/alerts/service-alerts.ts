import type { AlertGroup } from './alert.ts';

/** The services of this repository. */
export const SERVICE_ALERTS: AlertGroup = {
  name: 'services',
  alerts: [
    {
      name: 'IngestionAPIDown',
      severity: 'critical',
      for: '1m',
      expr: 'sum(up{job="ingestion-api"}) == 0 or absent(up{job="ingestion-api"})',
      summary: 'No ingestion API answers.',
      impact: 'Nobody can vote. Accepted votes are not affected.',
    },
    {
      name: 'ValidationWorkerDown',
      severity: 'critical',
      for: '2m',
      expr: 'sum(up{job="validation-worker"}) < 2 or absent(up{job="validation-worker"})',
      summary: 'Fewer than two validation workers are running.',
      impact:
        'With one worker, the next failure stops validation. With none, votes are accepted and wait to be validated.',
    },
    {
      name: 'AggregationServiceDown',
      severity: 'warning',
      for: '2m',
      expr: 'sum(up{job="aggregator"}) == 0 or absent(up{job="aggregator"})',
      summary: 'No aggregator is running.',
      impact: 'Votes are accepted and wait to be counted. Results and turnout stand still.',
    },
    {
      name: 'AdminAPIDown',
      severity: 'warning',
      for: '2m',
      expr: 'sum(up{job="admin-api"}) == 0 or absent(up{job="admin-api"})',
      summary: 'No admin API answers.',
      impact:
        'Officials can neither act nor count. Voting goes on, and contests open and close by their windows.',
    },
    {
      name: 'ProcessDoesNotAnswer',
      severity: 'warning',
      for: '2m',
      expr: 'up{job=~"ingestion-api|results-api|validation-worker|aggregator|admin-api"} == 0',
      summary: 'A process exists, but does not answer Prometheus.',
      impact:
        'The others of its kind have to do its work. RabbitMQ gives them the votes that the process holds when its heartbeats stay away.',
    },
    {
      name: 'ServiceNotReady',
      severity: 'warning',
      for: '2m',
      expr: 'min by (job, instance) (service_ready) == 0',
      summary: 'A process runs, but is not ready.',
      impact: 'The process takes no work. The others of its kind have to do it.',
    },
    {
      name: 'SeveralVersions',
      severity: 'warning',
      for: '2h',
      expr: 'count(count by (version) (scrutin_build_info)) > 1',
      summary: 'Processes of several versions have been running for two hours.',
      impact:
        'Releases that follow one another work together, so votes are counted. After one more upgrade, releases that do not work together would run side by side.',
    },
    {
      name: 'DependencyDown',
      severity: 'critical',
      for: '1m',
      expr: 'max by (service, dependency) (service_dependency_up{dependency=~"broker|database|redis"}) == 0',
      summary: 'RabbitMQ, PostgreSQL or Redis is unavailable for all processes of a service.',
      impact:
        'Without RabbitMQ no vote is accepted. Without Redis or PostgreSQL, votes are accepted and wait until it is back.',
    },
    {
      name: 'EventLoopLag',
      severity: 'warning',
      for: '5m',
      expr: 'max by (job, instance) (nodejs_eventloop_lag_p99_seconds) > 0.25',
      summary: 'The event loop of a process is late by more than a quarter of a second.',
      impact: 'The process answers slowly. Soon it misses its deadlines with RabbitMQ and its health checks.',
    },
    {
      name: 'UnsafeSetting',
      severity: 'critical',
      for: '1m',
      expr: 'max by (setting) ({__name__=~"(database|redis)_unsafe_setting"}) == 1',
      summary: 'A setting of PostgreSQL or Redis is unsafe.',
      impact: 'Accepted votes may be lost when a server crashes, or times may be wrong.',
    },
    {
      name: 'ClockOffset',
      severity: 'warning',
      for: '1m',
      expr: 'max by (job, instance) (abs(clock_offset_seconds)) > 0.5',
      summary: 'The clock of a process differs from that of the database by more than half a second.',
      impact:
        'From one second on, the process accepts no votes, because the time of acceptance decides (P9).',
    },
    {
      name: 'Watchdog',
      severity: 'none',
      for: '0s',
      expr: 'vector(1)',
      summary: 'This alert always fires.',
      impact:
        'If it stops, alerts do not reach you any more: Prometheus, Alertmanager or the way to you is broken.',
    },
  ],
};
