import type { AlertGroup } from './alert.ts';

/** RabbitMQ, Redis and PostgreSQL, by the plugin of RabbitMQ and the two exporters. */
export const ENGINE_ALERTS: AlertGroup = {
  name: 'engines',
  alerts: [
    {
      name: 'RabbitMQDown',
      severity: 'critical',
      for: '1m',
      expr: 'up{job="rabbitmq"} == 0 or absent(up{job="rabbitmq"})',
      summary: 'A node of RabbitMQ does not answer.',
      impact: 'Without a majority of the nodes, no vote is accepted, and the API answers 503.',
    },
    {
      name: 'RedisDown',
      severity: 'critical',
      for: '1m',
      expr: 'redis_up == 0 or up{job="redis"} == 0 or absent(redis_up)',
      summary: 'Redis, or its exporter, does not answer.',
      impact:
        'Votes are accepted and wait to be validated. The limits on addresses, on gateways and on all guesses for one NAS do not apply; GUESS_LIMIT does.',
    },
    {
      name: 'PostgresDown',
      severity: 'critical',
      for: '1m',
      expr: 'pg_up == 0 or up{job="postgres"} == 0 or absent(pg_up)',
      summary: 'PostgreSQL, or its exporter, does not answer.',
      impact: 'Votes are accepted and wait to be counted. Officials cannot act, and readers get no results.',
    },
    {
      name: 'RabbitMQMemoryAlarm',
      severity: 'critical',
      for: '1m',
      expr: 'max by (instance) (rabbitmq_alarms_memory_used_watermark) > 0',
      summary: 'RabbitMQ has raised its alarm for memory.',
      impact: 'RabbitMQ takes no messages on any node, so no vote is accepted. What it holds is safe.',
    },
    {
      name: 'RabbitMQDiskAlarm',
      severity: 'critical',
      for: '1m',
      expr: 'max by (instance) (rabbitmq_alarms_free_disk_space_watermark) > 0',
      summary: 'RabbitMQ has raised its alarm for disk space.',
      impact: 'RabbitMQ takes no messages on any node, so no vote is accepted. What it holds is safe.',
    },
    {
      name: 'RabbitMQDiskSpaceLow',
      severity: 'critical',
      for: '5m',
      expr: 'min by (instance) (rabbitmq_disk_space_available_bytes) < 2 * min by (instance) (rabbitmq_disk_space_available_limit_bytes)',
      summary: 'The disk of RabbitMQ has less than twice the space at which it stops taking messages.',
      impact: 'When the limit is reached, no vote is accepted any more.',
    },
    {
      name: 'MessagesUnroutable',
      severity: 'critical',
      for: '0s',
      expr: 'sum by (queue) (increase(broker_publishes_total{outcome="returned"}[10m])) > 0',
      summary: 'RabbitMQ has returned messages because their queue does not exist.',
      impact: 'The votes in them were not accepted. A deleted queue may have held votes that were.',
    },
    {
      name: 'HighRedisMemoryUsage',
      severity: 'warning',
      for: '5m',
      expr: 'redis_memory_used_bytes / redis_memory_max_bytes > 0.8 and redis_memory_max_bytes > 0',
      summary: 'Redis uses more than 80 % of the memory that it may use.',
      impact: 'At 100 %, Redis takes no claims, and votes wait to be validated.',
    },
    {
      name: 'CriticalRedisMemoryUsage',
      severity: 'critical',
      for: '2m',
      expr: 'redis_memory_used_bytes / redis_memory_max_bytes > 0.95 and redis_memory_max_bytes > 0',
      summary: 'Redis uses more than 95 % of the memory that it may use.',
      impact: 'At 100 %, Redis takes no claims, and votes wait to be validated.',
    },
    {
      name: 'RedisEvictsKeys',
      severity: 'critical',
      for: '0s',
      expr: 'increase(redis_evicted_keys_total[10m]) > 0',
      summary: 'Redis has removed keys to make room.',
      impact:
        'Voters or claims may be missing. PostgreSQL still counts one vote for each voter (P3), but votes wait.',
    },
    {
      name: 'HighDatabaseConnections',
      severity: 'warning',
      for: '5m',
      expr: 'sum(pg_stat_database_numbackends) / max(pg_settings_max_connections) > 0.8',
      summary: 'More than 80 % of the connections of PostgreSQL are in use.',
      impact: 'At 100 %, new processes get no connection, and what they do stands still.',
    },
    {
      name: 'DatabasePoolWaits',
      severity: 'warning',
      for: '5m',
      expr: 'histogram_quantile(0.95, sum by (service, pool, le) (rate(database_pool_wait_seconds_bucket[5m]))) > 0.25',
      summary:
        'One request in twenty waits longer than a quarter of a second for a connection to PostgreSQL.',
      impact:
        'The pool of the service is too small for its work, or PostgreSQL is slow. Answers and batches are late.',
    },
    {
      name: 'PostgresArchivingFails',
      severity: 'critical',
      for: '5m',
      expr: 'increase(pg_stat_archiver_failed_count[15m]) > 0',
      summary: 'PostgreSQL cannot archive its write-ahead log.',
      impact: 'What is counted from now on is in no backup, and the disk fills up.',
    },
  ],
};
