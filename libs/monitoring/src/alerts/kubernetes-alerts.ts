import type { AlertGroup } from './alert.ts';

/**
 * What only the production overlay of Kubernetes has: several nodes, CloudNativePG, its backup plugin, cert-manager.
 * Where their metrics do not exist, these alerts never fire. On other hosts, the age of the backup comes from `scrutin
 * backup create --metrics`, and that of certificates from the blackbox exporter (docs/OPERATIONS.md).
 */
export const KUBERNETES_ALERTS: AlertGroup = {
  name: 'kubernetes',
  alerts: [
    {
      name: 'ResultsAPIDown',
      severity: 'critical',
      for: '1m',
      expr: 'sum(up{job="results-api"}) == 0 or absent(up{job="results-api"}) and on () cnpg_collector_up',
      summary: 'No API for results answers.',
      impact: 'Nobody can read results, turnout or the state of a submission. Voting goes on.',
    },
    {
      name: 'RabbitMQNodeMissing',
      severity: 'warning',
      for: '5m',
      expr: 'count(count by (instance) (up{job="rabbitmq"} == 1)) < 3 and on () cnpg_collector_up',
      summary: 'Fewer than three nodes of RabbitMQ answer.',
      impact: 'Votes are accepted as long as two nodes run. The next failure stops voting.',
    },
    {
      name: 'PostgresReplicaMissing',
      severity: 'warning',
      for: '5m',
      expr: 'max(cnpg_pg_replication_streaming_replicas) < 2',
      summary: 'Fewer than two standbys follow the primary of PostgreSQL.',
      impact: 'Counting goes on with one standby. The next failure stops it.',
    },
    {
      name: 'PostgresWithoutReplica',
      severity: 'critical',
      for: '2m',
      expr: 'max(cnpg_pg_replication_streaming_replicas) == 0',
      summary: 'No standby follows the primary of PostgreSQL.',
      impact: 'Every commit waits for a standby, so nothing is counted. Votes are accepted and wait.',
    },
    {
      name: 'PostgresReplicationLag',
      severity: 'warning',
      for: '5m',
      expr: 'max(cnpg_pg_replication_lag) > 60',
      summary: 'A standby of PostgreSQL is more than a minute behind.',
      impact: 'If it had to take over, it would first have to catch up.',
    },
    {
      name: 'BackupTooOld',
      severity: 'critical',
      for: '10m',
      expr: 'time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp) > 93600 or time() - max(scrutin_backup_last_completed_timestamp_seconds) > 93600 or absent(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp) and on () cnpg_collector_up',
      summary: 'The last base backup of PostgreSQL is more than 26 hours old, or there is none.',
      impact: 'A restore would take long, and may be impossible if the archive has a gap.',
    },
    {
      name: 'CertificateExpiresSoon',
      severity: 'warning',
      for: '1h',
      expr: 'certmanager_certificate_expiration_timestamp_seconds - time() < 1209600 or probe_ssl_earliest_cert_expiry - time() < 1209600',
      summary: 'A certificate expires in less than 14 days, so it was not renewed.',
      impact: 'When it expires, browsers refuse to connect and nobody can vote.',
    },
  ],
};
