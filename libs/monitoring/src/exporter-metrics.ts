/**
 * Who exposes the metric: Prometheus itself, the plugin of RabbitMQ, an exporter, or an operator on Kubernetes. `textfile`
 * is the node exporter, which reads the file of `scrutin backup create --metrics`.
 */
type Exporter =
  | 'prometheus'
  | 'rabbitmq'
  | 'rabbitmq-queues'
  | 'redis'
  | 'postgres'
  | 'cloudnative-pg'
  | 'barman-cloud'
  | 'cert-manager'
  | 'textfile'
  | 'blackbox';

/** `counter` only grows; `untyped` is a gauge whose exporter does not say so. */
interface ExporterMetric {
  readonly exporter: Exporter;
  readonly type: 'counter' | 'gauge' | 'untyped';
}

const gauge = (exporter: Exporter): ExporterMetric => ({ exporter, type: 'gauge' });
const counter = (exporter: Exporter): ExporterMetric => ({ exporter, type: 'counter' });

/**
 * The metrics of others that alerts and dashboards name. A test compares those of RabbitMQ, Redis and PostgreSQL with
 * what their plugin and exporters really expose. The others need a cluster.
 */
export const EXPORTER_METRICS: Readonly<Record<string, ExporterMetric>> = {
  up: gauge('prometheus'),
  ALERTS: gauge('prometheus'),

  rabbitmq_alarms_free_disk_space_watermark: { exporter: 'rabbitmq', type: 'untyped' },
  rabbitmq_alarms_memory_used_watermark: { exporter: 'rabbitmq', type: 'untyped' },
  rabbitmq_channels: gauge('rabbitmq'),
  rabbitmq_connections: gauge('rabbitmq'),
  rabbitmq_disk_space_available_bytes: gauge('rabbitmq'),
  rabbitmq_disk_space_available_limit_bytes: gauge('rabbitmq'),
  rabbitmq_global_messages_acknowledged_total: counter('rabbitmq'),
  rabbitmq_global_messages_confirmed_total: counter('rabbitmq'),
  rabbitmq_global_messages_received_total: counter('rabbitmq'),
  rabbitmq_process_resident_memory_bytes: gauge('rabbitmq'),
  rabbitmq_queue_messages: gauge('rabbitmq'),
  rabbitmq_resident_memory_limit_bytes: gauge('rabbitmq'),

  rabbitmq_detailed_queue_consumers: gauge('rabbitmq-queues'),
  rabbitmq_detailed_queue_messages: gauge('rabbitmq-queues'),
  rabbitmq_detailed_queue_messages_ready: gauge('rabbitmq-queues'),
  rabbitmq_detailed_queue_messages_unacked: gauge('rabbitmq-queues'),

  redis_commands_processed_total: counter('redis'),
  redis_connected_clients: gauge('redis'),
  redis_db_keys: gauge('redis'),
  redis_evicted_keys_total: counter('redis'),
  redis_memory_max_bytes: gauge('redis'),
  redis_memory_used_bytes: gauge('redis'),
  redis_up: gauge('redis'),

  pg_database_size_bytes: gauge('postgres'),
  pg_settings_max_connections: gauge('postgres'),
  pg_stat_activity_max_tx_duration: gauge('postgres'),
  pg_stat_archiver_archived_count: counter('postgres'),
  pg_stat_archiver_failed_count: counter('postgres'),
  pg_stat_database_blks_hit: counter('postgres'),
  pg_stat_database_blks_read: counter('postgres'),
  pg_stat_database_numbackends: gauge('postgres'),
  pg_stat_database_xact_commit: counter('postgres'),
  pg_stat_database_xact_rollback: counter('postgres'),
  pg_up: gauge('postgres'),

  cnpg_collector_up: gauge('cloudnative-pg'),
  cnpg_pg_replication_lag: gauge('cloudnative-pg'),
  cnpg_pg_replication_streaming_replicas: gauge('cloudnative-pg'),
  barman_cloud_cloudnative_pg_io_last_available_backup_timestamp: gauge('barman-cloud'),
  certmanager_certificate_expiration_timestamp_seconds: gauge('cert-manager'),

  scrutin_backup_last_completed_timestamp_seconds: gauge('textfile'),
  probe_ssl_earliest_cert_expiry: gauge('blackbox'),
};
