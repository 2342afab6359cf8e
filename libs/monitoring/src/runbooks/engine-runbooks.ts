import { BROKER_ALARMS, BROKER_DISK, events, redisInfo, RUNNING, scrutin, serverLog, sql } from './lookup.ts';
import type { Runbooks } from './runbook.ts';

const CONNECTIONS = sql(
  'Who has the connections',
  'SELECT application_name, state, count(*) FROM pg_stat_activity GROUP BY 1, 2 ORDER BY 3 DESC',
);

export const ENGINE_RUNBOOKS: Runbooks = {
  RabbitMQDown: {
    meaning:
      'A node of RabbitMQ does not serve its metrics, or Prometheus knows of none. With three nodes, votes go on while two of them run.',
    look: [RUNNING, serverLog('rabbitmq')],
    mitigation: [
      'Start the node again. Never delete its data while votes are in flight: it holds votes that are accepted and not counted yet.',
      'If it does not start because its disk is full, make room first (see RabbitMQDiskAlarm).',
      'Services reconnect by themselves. Afterwards check that `scrutin ledger` becomes balanced.',
    ],
  },
  RedisDown: {
    meaning: 'Redis does not answer its exporter, or the exporter does not answer Prometheus.',
    look: [RUNNING, serverLog('redis')],
    mitigation: [
      'Start Redis again with its data. Nobody is rejected while it is unavailable.',
      'When it is back, run `scrutin roll status`. If it gives advice, follow it: load the roll, then `scrutin roll rebuild`.',
      'If Redis runs and only the exporter is down, restart the exporter.',
    ],
  },
  PostgresDown: {
    meaning: 'PostgreSQL does not answer its exporter, or the exporter does not answer Prometheus.',
    look: [RUNNING, serverLog('postgres')],
    mitigation: [
      'Start PostgreSQL again, or let the cluster promote a standby. Votes are accepted meanwhile and wait in RabbitMQ.',
      'If its disk is full, make room or enlarge the volume. Do not delete files of `pg_wal`.',
      'If the data is lost, restore the backup (docs/OPERATIONS.md, "Restore"). The APIs may keep running meanwhile.',
    ],
  },
  RabbitMQMemoryAlarm: {
    meaning:
      'A node of RabbitMQ uses more memory than its limit, and the cluster takes no messages until it uses less. Usually messages pile up because they are not consumed.',
    look: [BROKER_ALARMS, scrutin('ledger')],
    mitigation: [
      'Let the queues become shorter: see that the workers and aggregators are ready, and add workers.',
      'Give RabbitMQ more memory.',
      'Do not purge a queue: it holds votes.',
    ],
  },
  RabbitMQDiskAlarm: {
    meaning:
      'A node of RabbitMQ has less free disk space than its limit, and the cluster takes no messages until there is more.',
    look: [BROKER_ALARMS, BROKER_DISK],
    mitigation: [
      'Enlarge the disk, or delete what does not belong to RabbitMQ. Voting continues within seconds.',
      'If the queues are long, add workers or aggregators: RabbitMQ deletes the files of a queue when its messages are consumed.',
      'Do not delete files of RabbitMQ, and do not purge a queue: both hold votes.',
    ],
  },
  RabbitMQDiskSpaceLow: {
    meaning:
      'The free disk space of RabbitMQ is less than twice the limit at which it stops taking messages.',
    look: [BROKER_DISK, scrutin('ledger')],
    mitigation: [
      'Enlarge the disk before the limit is reached.',
      'If the queues are long, find out why they are not consumed (see HighValidationQueueDepth).',
    ],
  },
  MessagesUnroutable: {
    meaning:
      'A service published a message to a queue that does not exist, and RabbitMQ returned it. The service declares its queues again within a second. Somebody deleted the queue that the label `queue` names, or recreated the virtual host.',
    look: [events('broker.publish-refused'), scrutin('ledger'), serverLog('rabbitmq')],
    mitigation: [
      'Check the ledger. If it says `missing`, the queue held votes when it was deleted: continue with LedgerMissesVotes.',
      'Find out who deleted the queue, and take the right to do so from this user.',
    ],
  },
  HighRedisMemoryUsage: {
    meaning: 'Redis uses more than 80 % of `maxmemory`. Rolls need most of this memory.',
    look: [redisInfo('memory'), scrutin('roll status')],
    mitigation: [
      'Raise `maxmemory`, and the memory of the machine or container with it (docs/OPERATIONS.md, "Memory of Redis").',
      'Remove the rolls of contests that are over.',
    ],
  },
  CriticalRedisMemoryUsage: {
    meaning:
      'Redis uses more than 95 % of `maxmemory`. At 100 % it refuses writes, because its policy is `noeviction`.',
    look: [redisInfo('memory'), scrutin('roll status')],
    mitigation: [
      'Raise `maxmemory` now: `CONFIG SET maxmemory 4gb` takes effect at once. Set it in the configuration too.',
      'Do not change `maxmemory-policy`: with any other policy Redis would remove voters.',
      'If Redis has refused writes, votes wait in the queue and are validated when there is room.',
    ],
  },
  RedisEvictsKeys: {
    meaning: 'Redis has removed keys because its memory was full and `maxmemory-policy` is not `noeviction`.',
    look: [redisInfo('stats'), scrutin('roll status'), events('redis.unsafe-setting')],
    mitigation: [
      'Set `maxmemory-policy noeviction` and raise `maxmemory`.',
      'Follow the advice of `scrutin roll status`: load the roll again, then `scrutin roll rebuild`.',
      'Watch `late_duplicates_total`: it counts the second votes that passed Redis and that PostgreSQL rejected.',
    ],
  },
  HighDatabaseConnections: {
    meaning: 'More than 80 % of `max_connections` of PostgreSQL are in use.',
    look: [CONNECTIONS],
    mitigation: [
      'Each process opens up to DATABASE_POOL_MAX connections, and an ingestion API 3 more. Start fewer processes, lower the setting, or raise `max_connections` and restart PostgreSQL.',
      'End connections of tools that nobody uses.',
    ],
  },
  DatabasePoolWaits: {
    meaning:
      'In the service that the label `service` names, requests wait for a free connection of the pool. All of its connections are busy, because statements are slow or the pool is too small.',
    look: [
      sql(
        'The longest running statements',
        "SELECT application_name, wait_event_type, now() - query_start AS running FROM pg_stat_activity WHERE state <> 'idle' ORDER BY 3 DESC LIMIT 10",
      ),
      CONNECTIONS,
    ],
    mitigation: [
      'If statements wait for locks, find out who holds them: an open transaction of a tool, or a migration.',
      'If PostgreSQL is busy, give it more processor time or faster disks.',
      'Otherwise raise DATABASE_POOL_MAX of the service.',
    ],
  },
  PostgresArchivingFails: {
    meaning:
      '`archive_command`, or the backup plugin, fails for segments of the write-ahead log. PostgreSQL keeps them and tries again.',
    look: [
      sql(
        'What fails, and since when',
        'SELECT last_archived_time, last_failed_wal, last_failed_time, failed_count FROM pg_stat_archiver',
      ),
      serverLog('postgres'),
    ],
    mitigation: [
      'The log says why: the target is full, its password is wrong, or it cannot be reached. Repair that; PostgreSQL continues by itself.',
      'Watch the disk of `pg_wal` until it has caught up. Do not delete files there.',
      'Make a base backup afterwards if segments are missing in the archive.',
    ],
  },
};
