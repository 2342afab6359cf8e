import type { CheckContext } from './check-context.ts';
import { about, when } from './complaints.ts';
import { at, entriesAt, listAt, numberAt, plain, textAt } from './json.ts';
import type { Complaint, KubeObject, Rule } from './kube-object.ts';
import { named, nameOf, ofKind } from './kube-object.ts';
import { variablesOf } from './pod-environment.ts';
import { restoredCluster, workloadPods } from './pods.ts';
import { bytesOf } from './quantities.ts';

/** What PostgreSQL must have for P2 and P6. Statements hold votes, and the order of commits is that of arrival. */
const POSTGRES_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  synchronous_commit: ['on'],
  track_commit_timestamp: ['off'],
  wal_level: ['replica'],
  log_statement: ['none', 'ddl'],
  log_min_error_statement: ['panic'],
  log_parameter_max_length: ['0'],
  log_parameter_max_length_on_error: ['0'],
  log_error_verbosity: ['terse'],
  timezone: ['UTC'],
};

/** Settings that CloudNativePG has replaced or will remove. */
const OUTDATED_POSTGRES = [
  'spec.minSyncReplicas',
  'spec.maxSyncReplicas',
  'spec.backup.barmanObjectStore',
  'spec.monitoring.enablePodMonitor',
  'spec.nodeMaintenanceWindow',
];

/** Parameters of PostgreSQL that CloudNativePG decides alone; its webhook refuses a cluster that sets one. */
const FIXED_POSTGRES =
  /^(?:archive_(?:cleanup_command|command|mode)|bonjour.*|cluster_name|config_file|data_(?:directory|sync_retry)|full_page_writes|h(?:ba|ot|uge)_.*|ident_file|jit_provider|listen_addresses|log_(?:destination|directory|file_mode|filename|rotation_.*|truncate_on_rotation)|logging_collector|port|primary_.*|promote_trigger_file|recovery_.*|restart_after_crash|restore_command|shared_preload_libraries|ssl.*|stats_temp_directory|synchronous_standby_names|syslog_.*|unix_socket_.*)$/;

/** The extension with which CloudNativePG archives and restores. */
const BARMAN = 'barman-cloud.cloudnative-pg.io';

/** Rules about PostgreSQL, its backups and their restore. */
export const POSTGRES_RULES: readonly Rule<CheckContext>[] = [
  {
    name: 'commits are on a standby',
    check: about('Cluster', (cluster) => {
      const isAlone = numberAt(cluster, 'spec.instances') === 1;
      const wanted = { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true };
      const given = at(cluster, 'spec.postgresql.synchronous');
      if (isAlone) return when(given !== undefined, 'has no standby, so it could never commit');
      return when(
        Object.entries(wanted).some(([name, value]) => at(given, name) !== value),
        `must be synchronous: ${JSON.stringify(wanted)}`,
      );
    }),
  },
  {
    name: 'one PostgreSQL lets its node drain',
    check: about('Cluster', (cluster) =>
      when(
        (numberAt(cluster, 'spec.instances') === 1) === (at(cluster, 'spec.enablePDB') !== false),
        'must have a PodDisruptionBudget exactly if it has several instances (enablePDB)',
      ),
    ),
  },
  {
    name: 'PostgreSQL keeps votes and their secrecy',
    check: about('Cluster', (cluster) =>
      Object.entries(POSTGRES_PARAMETERS)
        .filter(
          ([name, values]) => !values.includes(textAt(cluster, `spec.postgresql.parameters.${name}`) ?? ''),
        )
        .map(([name, values]) => `${name} must be ${values.join(' or ')}`),
    ),
  },
  {
    name: 'PostgreSQL can be migrated',
    check: about('Cluster', (cluster) => {
      if (at(cluster, 'spec.bootstrap.recovery') !== undefined) return [];
      const initdb = at(cluster, 'spec.bootstrap.initdb');
      const isSorted = ['localeCollate', 'localeCType'].every((name) => at(initdb, name) === 'C');
      return [
        ...when(
          !listAt(initdb, 'postInitSQL').some((sql) =>
            /^ALTER ROLE scrutin_owner CREATEROLE$/.test(plain(sql)),
          ),
          'the owner of the database must be able to create roles',
        ),
        ...when(
          at(initdb, 'owner') !== 'scrutin_owner' || at(initdb, 'database') !== 'scrutin',
          'has another owner or name',
        ),
        ...when(!isSorted || at(initdb, 'encoding') !== 'UTF8', 'must be UTF8 with the locale C'),
        ...when(at(initdb, 'dataChecksums') !== true, 'must have checksums'),
      ];
    }),
  },
  {
    name: 'a restored PostgreSQL leaves the archive of the lost one alone',
    check: (objects) =>
      ofKind(objects, 'Cluster')
        .filter((cluster) => at(cluster, 'spec.bootstrap.recovery') !== undefined)
        .flatMap((object) => restoreComplaints(objects, object).map((message) => ({ object, message }))),
  },
  {
    name: 'PostgreSQL uses no outdated settings',
    check: about('Cluster', (cluster) =>
      OUTDATED_POSTGRES.filter((path) => at(cluster, path) !== undefined).map(
        (path) => `${path} is outdated`,
      ),
    ),
  },
  {
    name: 'PostgreSQL sets nothing that its operator fixes',
    check: about('Cluster', (cluster) =>
      entriesAt(cluster, 'spec.postgresql.parameters')
        .filter(([name]) => FIXED_POSTGRES.test(name))
        .map(([name]) => `${name} is the operator's`),
    ),
  },
  {
    name: 'PostgreSQL has memory for its buffers',
    check: about('Cluster', (cluster) => {
      const buffers = bytesOf(
        textAt(cluster, 'spec.postgresql.parameters.shared_buffers')?.replace('B', 'i'),
      );
      const limit = bytesOf(textAt(cluster, 'spec.resources.limits.memory'));
      const requests = bytesOf(textAt(cluster, 'spec.resources.requests.memory'));
      return [
        ...when(!(buffers * 2 <= limit), 'shared_buffers must be at most half of its memory'),
        ...when(limit !== requests, 'must request the memory that it may use'),
      ];
    }),
  },
  {
    name: 'production is backed up',
    check: (objects, { overlay }) =>
      overlay !== 'prod'
        ? []
        : ofKind(objects, 'Cluster').flatMap((object) => backupComplaints(objects, object)),
  },
  {
    name: 'backups are encrypted and expire',
    check: about('ObjectStore', (store) => {
      const isOfDrill = textAt(store, 'metadata.namespace') === 'scrutin-restore-drill';
      const encrypted = ['data', 'wal'].every(
        (part) => at(store, `spec.configuration.${part}.encryption`) === 'AES256',
      );
      return [
        ...when(at(store, 'spec.configuration.serverName') !== undefined, 'must not name a server'),
        ...when(!isOfDrill && !encrypted, 'must encrypt: the archive holds the order of arrival (P6)'),
        ...when(
          !isOfDrill && at(store, 'spec.retentionPolicy') === undefined,
          'must say how long backups are kept',
        ),
      ];
    }),
  },
  {
    name: 'restore drill restores and archives nothing',
    check: (objects, { overlay }) => {
      const drills = ofKind(objects, 'ConfigMap').filter((map) => restoredCluster(map) !== undefined);
      if (overlay === 'prod' && drills.length === 0) {
        return ofKind(objects, 'ObjectStore').map((object) => ({
          object,
          message: 'is never restored from',
        }));
      }
      return drills.flatMap((object) =>
        drillComplaints(objects, object).map((message) => ({ object, message })),
      );
    },
  },
];

function backupComplaints(objects: readonly KubeObject[], object: KubeObject): Complaint[] {
  const plugin = listAt(object, 'spec.plugins').find((one) => at(one, 'name') === BARMAN);
  const store = textAt(plugin, 'parameters.barmanObjectName') ?? '';
  const schedule = ofKind(objects, 'ScheduledBackup').find(
    (one) =>
      at(one, 'spec.cluster.name') === nameOf(object) &&
      at(one, 'spec.method') === 'plugin' &&
      at(one, 'spec.pluginConfiguration.name') === BARMAN,
  );
  return [
    ...when(at(plugin, 'isWALArchiver') !== true, 'must archive its write-ahead log'),
    ...when(named(objects, 'ObjectStore', store) === undefined, 'archives to a store that does not exist'),
    ...when(schedule === undefined, 'has no scheduled backup by the plugin'),
    ...when(
      at(object, 'spec.postgresql.parameters.archive_timeout') === undefined,
      'must archive at a quiet hour too',
    ),
  ].map((message) => ({ object, message }));
}

function restoreComplaints(objects: readonly KubeObject[], cluster: KubeObject): string[] {
  const recovery = at(cluster, 'spec.bootstrap.recovery');
  const source = listAt(cluster, 'spec.externalClusters').find(
    (one) => at(one, 'name') === at(recovery, 'source'),
  );
  const store = textAt(source, 'plugin.parameters.barmanObjectName') ?? '';
  return [
    ...when(at(cluster, 'spec.bootstrap.initdb') !== undefined, 'cannot be new and restored'),
    ...when(
      at(recovery, 'owner') !== 'scrutin_owner' || at(recovery, 'database') !== 'scrutin',
      'has another owner or name',
    ),
    ...when(
      at(source, 'plugin.name') !== BARMAN || named(objects, 'ObjectStore', store) === undefined,
      'restores from a store that does not exist',
    ),
    ...when(
      at(source, 'plugin.parameters.serverName') === archiveOf(cluster),
      'archives into the folder from which it is restored',
    ),
  ];
}

/** The folder of the object store in which a cluster archives. */
function archiveOf(cluster: KubeObject): string {
  const plugin = listAt(cluster, 'spec.plugins').find((one) => at(one, 'name') === BARMAN);
  return textAt(plugin, 'parameters.serverName') ?? nameOf(cluster);
}

function drillComplaints(objects: readonly KubeObject[], map: KubeObject): string[] {
  const restored = restoredCluster(map);
  const source = named(objects, 'Cluster', textAt(restored, 'spec.bootstrap.recovery.source') ?? '');
  const external = listAt(restored, 'spec.externalClusters').find(
    (one) => at(one, 'name') === at(restored, 'spec.bootstrap.recovery.source'),
  );
  const store = ofKind(objects, 'ObjectStore').find(
    (one) =>
      nameOf(one) === at(external, 'plugin.parameters.barmanObjectName') &&
      at(one, 'metadata.namespace') === at(map, 'metadata.namespace'),
  );
  const pods = workloadPods(objects).find(({ owner }) => owner.kind === 'CronJob');
  const archive = pods && variablesOf(pods, objects).get('ARCHIVE');
  return [
    ...when(source === undefined, 'restores a cluster that does not exist'),
    ...when(archive !== (source && archiveOf(source)), 'reads another folder of the store'),
    ...when(store === undefined, 'has no object store in its namespace'),
    ...when(
      at(restored, 'spec.plugins') !== undefined,
      'must not archive into the folder of the running cluster',
    ),
    ...when(at(restored, 'spec.imageName') !== at(source, 'spec.imageName'), 'is of another version'),
    ...when(
      at(restored, 'spec.storage.size') !== at(source, 'spec.storage.size'),
      'has a smaller volume than the database',
    ),
  ];
}
