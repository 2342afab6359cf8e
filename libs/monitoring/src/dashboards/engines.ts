import type { DashboardSource, RowSource } from './dashboard-source.ts';
import { ENGINE_JOBS, increase, quantile, rate, series, SERVICE_JOBS } from './selectors.ts';

const POSTGRES: RowSource = {
  title: 'PostgreSQL',
  panels: [
    {
      title: 'PostgreSQL answers',
      description: '1 while the exporter reaches PostgreSQL.',
      kind: 'lines',
      unit: 'short',
      queries: [{ expr: series('pg_up'), legend: '{{instance}}' }],
      alerts: ['PostgresDown', 'UnsafeSetting'],
    },
    {
      title: 'Connections in use',
      description: 'The share of the connections that PostgreSQL allows which is in use.',
      kind: 'lines',
      unit: 'percentunit',
      queries: [
        {
          expr: `sum(${series('pg_stat_database_numbackends')}) / max(${series('pg_settings_max_connections')})`,
          legend: 'in use',
        },
      ],
      alerts: ['HighDatabaseConnections'],
      limits: { warning: 0.8 },
    },
    {
      title: 'Wait for a connection of the pool',
      description: 'The time within which 95 % of the requests of a service get a connection to PostgreSQL.',
      kind: 'lines',
      unit: 's',
      queries: [
        {
          expr: quantile(0.95, { metric: 'database_pool_wait_seconds', by: ['service', 'pool'] }),
          legend: '{{service}}: {{pool}}',
        },
      ],
      alerts: ['DatabasePoolWaits'],
      limits: { warning: 0.25 },
    },
    {
      title: 'Transactions',
      description: 'Transactions that were committed and rolled back, by database.',
      kind: 'lines',
      unit: 'cps',
      queries: [
        {
          expr: `sum by (datname) (${rate('pg_stat_database_xact_commit', 'datname!=""')})`,
          legend: '{{datname}} committed',
        },
        {
          expr: `sum by (datname) (${rate('pg_stat_database_xact_rollback', 'datname!=""')})`,
          legend: '{{datname}} rolled back',
        },
      ],
    },
    {
      title: 'Pages found in memory',
      description:
        'The share of the pages that PostgreSQL found in its memory, by database. Below 99 % it needs more memory.',
      kind: 'lines',
      unit: 'percentunit',
      queries: [
        {
          expr: `sum by (datname) (${rate('pg_stat_database_blks_hit', 'datname!=""')}) / (sum by (datname) (${rate('pg_stat_database_blks_hit', 'datname!=""')}) + sum by (datname) (${rate('pg_stat_database_blks_read', 'datname!=""')}))`,
          legend: '{{datname}}',
        },
      ],
    },
    {
      title: 'Size of the databases',
      description: 'The disk space that each database needs, without the write-ahead log.',
      kind: 'lines',
      unit: 'bytes',
      queries: [{ expr: series('pg_database_size_bytes'), legend: '{{datname}}' }],
    },
    {
      title: 'Longest transaction',
      description:
        'The age of the oldest transaction, by database and state. A long transaction keeps VACUUM from removing old rows.',
      kind: 'lines',
      unit: 's',
      queries: [
        {
          expr: `max by (datname, state) (${series('pg_stat_activity_max_tx_duration')})`,
          legend: '{{datname}}: {{state}}',
        },
      ],
    },
    {
      title: 'Archiving of the log',
      description:
        'Segments of the write-ahead log that were archived, and attempts that failed. Without an archive both stay at 0.',
      kind: 'lines',
      unit: 'short',
      queries: [
        { expr: increase('pg_stat_archiver_archived_count'), legend: 'archived' },
        { expr: increase('pg_stat_archiver_failed_count'), legend: 'failed' },
      ],
      alerts: ['PostgresArchivingFails'],
    },
    {
      title: 'Operations of our services',
      description: 'Round trips to PostgreSQL by service and outcome.',
      kind: 'lines',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (service, status) (${rate('database_operations_total')})`,
          legend: '{{service}}: {{status}}',
        },
      ],
    },
    {
      title: 'Connections of our services',
      description:
        'The connections in the pool of each service by state, and the requests that wait for one.',
      kind: 'lines',
      unit: 'short',
      queries: [
        {
          expr: `sum by (service, pool, state) (${series('database_pool_connections')})`,
          legend: '{{service}}: {{pool}} {{state}}',
        },
        {
          expr: `sum by (service, pool) (${series('database_pool_max_connections')})`,
          legend: '{{service}}: {{pool}} limit',
        },
      ],
    },
    {
      title: 'Unsafe settings',
      description:
        'Settings of PostgreSQL and Redis on which a promise depends: 0 if the setting is safe, 1 if not.',
      kind: 'lines',
      unit: 'short',
      queries: [
        {
          expr: `max by (setting) (${series('database_unsafe_setting')})`,
          legend: 'PostgreSQL: {{setting}}',
        },
        { expr: `max by (setting) (${series('redis_unsafe_setting')})`, legend: 'Redis: {{setting}}' },
      ],
      alerts: ['UnsafeSetting'],
    },
  ],
};

const REDIS: RowSource = {
  title: 'Redis',
  panels: [
    {
      title: 'Redis answers',
      description: '1 while the exporter reaches Redis.',
      kind: 'lines',
      unit: 'short',
      queries: [{ expr: series('redis_up'), legend: '{{instance}}' }],
      alerts: ['RedisDown'],
    },
    {
      title: 'Memory in use',
      description:
        'The memory that Redis uses, as a share of what it may use. Without a limit, which suits only development, the share is infinite.',
      kind: 'lines',
      unit: 'percentunit',
      queries: [
        {
          expr: `${series('redis_memory_used_bytes')} / ${series('redis_memory_max_bytes')}`,
          legend: '{{instance}}',
        },
      ],
      alerts: ['HighRedisMemoryUsage', 'CriticalRedisMemoryUsage'],
      limits: { warning: 0.8, critical: 0.95 },
    },
    {
      title: 'Removed keys',
      description: 'Keys that Redis has removed to make room. With the policy noeviction there are none.',
      kind: 'lines',
      unit: 'short',
      queries: [{ expr: increase('redis_evicted_keys_total'), legend: '{{instance}}' }],
      alerts: ['RedisEvictsKeys'],
    },
    {
      title: 'Commands',
      description: 'Commands that Redis processes.',
      kind: 'lines',
      unit: 'ops',
      queries: [{ expr: rate('redis_commands_processed_total'), legend: '{{instance}}' }],
    },
    {
      title: 'Clients and keys',
      description: 'Connections to Redis, and the keys that it holds.',
      kind: 'lines',
      unit: 'short',
      queries: [
        { expr: series('redis_connected_clients'), legend: 'clients of {{instance}}' },
        { expr: `sum by (instance) (${series('redis_db_keys')})`, legend: 'keys in {{instance}}' },
      ],
    },
    {
      title: 'Operations on Redis',
      description: 'What our services do on Redis, by operation and outcome.',
      kind: 'lines',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (operation, status) (${rate('redis_operations_total')})`,
          legend: '{{operation}}: {{status}}',
        },
      ],
    },
  ],
};

const RABBITMQ: RowSource = {
  title: 'RabbitMQ',
  panels: [
    {
      title: 'Nodes that answer',
      description: 'The nodes of RabbitMQ that Prometheus reaches.',
      kind: 'numbers',
      unit: 'short',
      queries: [{ expr: `sum(${series('up', 'job="rabbitmq"')})`, legend: 'nodes' }],
      alerts: ['RabbitMQDown', 'RabbitMQNodeMissing'],
    },
    {
      title: 'Alarms',
      description: '1 while a node has an alarm. With any alarm, RabbitMQ takes no messages on any node.',
      kind: 'lines',
      unit: 'short',
      queries: [
        {
          expr: `max by (instance) (${series('rabbitmq_alarms_memory_used_watermark')})`,
          legend: 'memory of {{instance}}',
        },
        {
          expr: `max by (instance) (${series('rabbitmq_alarms_free_disk_space_watermark')})`,
          legend: 'disk of {{instance}}',
        },
      ],
      alerts: ['RabbitMQMemoryAlarm', 'RabbitMQDiskAlarm'],
    },
    {
      title: 'Memory of RabbitMQ',
      description: 'The memory of each node, and the limit above which it takes no messages.',
      kind: 'lines',
      unit: 'bytes',
      queries: [
        { expr: series('rabbitmq_process_resident_memory_bytes'), legend: 'used by {{instance}}' },
        { expr: series('rabbitmq_resident_memory_limit_bytes'), legend: 'limit of {{instance}}' },
      ],
    },
    {
      title: 'Free disk of RabbitMQ',
      description: 'The free disk space of each node, and the limit below which it takes no messages.',
      kind: 'lines',
      unit: 'bytes',
      queries: [
        { expr: series('rabbitmq_disk_space_available_bytes'), legend: 'free at {{instance}}' },
        { expr: series('rabbitmq_disk_space_available_limit_bytes'), legend: 'limit of {{instance}}' },
      ],
      alerts: ['RabbitMQDiskSpaceLow'],
    },
    {
      title: 'Messages in and out',
      description:
        'Messages that RabbitMQ received, messages that it confirmed, and messages that consumers acknowledged.',
      kind: 'lines',
      unit: 'cps',
      queries: [
        { expr: `sum(${rate('rabbitmq_global_messages_received_total')})`, legend: 'received' },
        { expr: `sum(${rate('rabbitmq_global_messages_confirmed_total')})`, legend: 'confirmed' },
        { expr: `sum(${rate('rabbitmq_global_messages_acknowledged_total')})`, legend: 'acknowledged' },
      ],
    },
    {
      title: 'Connections to RabbitMQ',
      description:
        'Connections and channels that RabbitMQ has, and the connections that our services have set up.',
      kind: 'lines',
      unit: 'short',
      queries: [
        { expr: `sum(${series('rabbitmq_connections')})`, legend: 'connections' },
        { expr: `sum(${series('rabbitmq_channels')})`, legend: 'channels' },
        {
          expr: `sum by (service, connection) (${series('broker_connection_up')})`,
          legend: '{{service}}: {{connection}}',
        },
      ],
    },
  ],
};

/** PostgreSQL, Redis and RabbitMQ, as they see themselves and as our services see them. */
export const ENGINES: DashboardSource = {
  name: 'engines',
  title: 'Scrutin: PostgreSQL, Redis, RabbitMQ',
  description: 'The servers, as they see themselves and as our services see them.',
  jobs: [...SERVICE_JOBS, ...ENGINE_JOBS],
  rows: [POSTGRES, REDIS, RABBITMQ],
};
