import type { CheckContext } from './check-context.ts';
import { at, entriesAt, listAt, numberAt, plain, textAt } from './json.ts';
import type { Complaint, KubeObject, Rule } from './kube-object.ts';
import { named, nameOf, ofKind, selects } from './kube-object.ts';
import { restoredCluster } from './pods.ts';

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

/** The extension with which CloudNativePG archives and restores. */
const BARMAN = 'barman-cloud.cloudnative-pg.io';

/** Complains about each object of a kind for which `complain` has something to say. */
function about(kind: string, complain: (object: KubeObject) => readonly string[]) {
  return (objects: readonly KubeObject[]): Complaint[] =>
    ofKind(objects, kind).flatMap((object) => complain(object).map((message) => ({ object, message })));
}

function when(isWrong: boolean, message: string): string[] {
  return isWrong ? [message] : [];
}

export const ENGINE_RULES: readonly Rule<CheckContext>[] = [
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
    name: 'PostgreSQL uses no outdated settings',
    check: about('Cluster', (cluster) =>
      OUTDATED_POSTGRES.filter((path) => at(cluster, path) !== undefined).map(
        (path) => `${path} is outdated`,
      ),
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
  {
    name: 'RabbitMQ survives the loss of a node',
    check: about('RabbitmqCluster', (cluster) => {
      const nodes = numberAt(cluster, 'spec.replicas') ?? 1;
      const config = configurationOf(textAt(cluster, 'spec.rabbitmq.additionalConfig') ?? '');
      const membership = 'quorum_queue.continuous_membership_reconciliation';
      return [
        ...when(![1, 3, 5].includes(nodes), 'must have 1, 3 or 5 nodes'),
        ...when(config.get('cluster_partition_handling') !== 'pause_minority', 'must pause a minority'),
        ...when(config.get(`${membership}.enabled`) !== 'true', 'must give queues a member on new nodes'),
        ...when(config.get(`${membership}.target_group_size`) !== '3', 'must give each queue three members'),
        ...when(config.get(`${membership}.auto_remove`) !== 'false', 'must never take members away'),
        ...when(config.get('disk_free_limit.relative') === undefined, 'must stop before its disk is full'),
        ...when(
          (numberAt(cluster, 'spec.terminationGracePeriodSeconds') ?? 604_800) > 3_600,
          'waits for days for a node to end, and tells nobody',
        ),
      ];
    }),
  },
  {
    name: 'RabbitMQ nodes are apart',
    check: (objects) =>
      ofKind(objects, 'RabbitmqCluster').flatMap((object) => {
        const apart = listAt(
          object,
          'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution',
        );
        const budget = ofKind(objects, 'PodDisruptionBudget').find((one) =>
          selects(at(one, 'spec.selector'), { 'app.kubernetes.io/name': nameOf(object) }),
        );
        return [
          ...when(
            !apart.some((one) => at(one, 'topologyKey') === 'kubernetes.io/hostname'),
            'may have two nodes on one machine',
          ),
          ...when(
            at(budget, 'spec.maxUnavailable') !== 1,
            'must lose one node at a time (PodDisruptionBudget)',
          ),
        ].map((message) => ({ object, message }));
      }),
  },
  {
    name: 'RabbitMQ has disk and memory',
    check: about('RabbitmqCluster', (cluster) => {
      const [memory, requests] = ['limits', 'requests'].map((one) =>
        bytesOf(textAt(cluster, `spec.resources.${one}.memory`)),
      );
      return [
        ...when(memory !== requests, 'must request the memory that it may use'),
        ...when(
          !(bytesOf(textAt(cluster, 'spec.persistence.storage')) >= 2 * (memory ?? 0)),
          'needs twice its memory as disk',
        ),
      ];
    }),
  },
  {
    name: 'RabbitMQ pods are restricted',
    check: about('RabbitmqCluster', (cluster) => {
      const pod = at(cluster, 'spec.override.statefulSet.spec.template.spec');
      const restricted = ['containers', 'initContainers'].every((list) =>
        listAt(pod, list).some((one) => at(one, 'securityContext.allowPrivilegeEscalation') === false),
      );
      return when(
        !restricted ||
          at(pod, 'securityContext.runAsNonRoot') !== true ||
          at(pod, 'securityContext.seccompProfile') === undefined,
        'must fit the restricted profile, which the namespace enforces',
      );
    }),
  },
  {
    name: 'users of RabbitMQ have few rights',
    check: (objects) => [
      ...about('User', (user) =>
        when(
          listAt(user, 'spec.tags').some((tag) => tag !== 'monitoring'),
          'must not administer RabbitMQ',
        ),
      )(objects),
      ...about('Permission', (permission) => {
        const user = named(objects, 'User', textAt(permission, 'spec.userReference.name') ?? '');
        const watches = listAt(user, 'spec.tags').includes('monitoring');
        const rights = entriesAt(permission, 'spec.permissions').map(([, right]) => right);
        return [
          ...when(user === undefined, 'is of no user'),
          ...when(watches && rights.some((right) => right !== '^$'), 'must only look'),
          ...when(
            named(objects, 'Vhost', textAt(permission, 'spec.vhost') ?? '') === undefined,
            'is for no virtual host',
          ),
        ];
      })(objects),
    ],
  },
  {
    name: 'Redis forgets nobody',
    check: (objects) =>
      ofKind(objects, 'StatefulSet')
        .filter((one) => nameOf(one) === 'redis')
        .flatMap((object) => redisComplaints(objects, object).map((message) => ({ object, message }))),
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
  return [
    ...when(source === undefined, 'restores a cluster that does not exist'),
    ...when(
      at(external, 'plugin.parameters.serverName') !== (source && nameOf(source)),
      'reads another folder of the store',
    ),
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

function redisComplaints(objects: readonly KubeObject[], redis: KubeObject): string[] {
  const maps = listAt(redis, 'spec.template.spec.volumes').map(
    (volume) => textAt(volume, 'configMap.name') ?? '',
  );
  const files = maps.flatMap((name) => entriesAt(named(objects, 'ConfigMap', name), 'data'));
  const settings = files
    .filter(([name]) => name.endsWith('.conf'))
    .flatMap(([, text]) => plain(text).split('\n'))
    .map((line) => line.split(' '));
  const given = new Map(settings.map(([name = '', ...value]) => [name, value.join(' ')]));
  const container = listAt(redis, 'spec.template.spec.containers').find((one) => at(one, 'name') === 'redis');
  const memory = bytesOf(textAt(container, 'resources.limits.memory'));
  const isCluster = given.get('cluster-enabled') === 'yes';
  const nodes = numberAt(redis, 'spec.replicas') ?? 1;
  const joined = ofKind(objects, 'Job').some((job) => /create-cluster/.test(nameOf(job)));
  return [
    ...when(given.get('maxmemory-policy') !== 'noeviction', 'would remove voters from the roll (noeviction)'),
    ...when(given.get('appendonly') !== 'yes', 'must keep an append-only file'),
    ...when(
      !(bytesOf(given.get('maxmemory')?.replace('mb', 'Mi')) * 2 <= memory),
      'maxmemory must be half of its memory',
    ),
    ...when(isCluster && (nodes !== 6 || !joined), 'a cluster needs six nodes and the Job that joins them'),
    ...when(!isCluster && nodes !== 1, 'several servers must be a cluster'),
    ...when(listAt(redis, 'spec.volumeClaimTemplates').length === 0, 'must have a volume'),
  ];
}

/** The settings of RabbitMQ's format: `name = value` on each line. */
function configurationOf(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').map((line) => line.split('=').map((part) => part.trim()));
  return new Map(lines.map(([name = '', value = '']) => [name, value]));
}

const UNITS: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** A quantity of memory such as `512Mi`; NaN if it is none. */
function bytesOf(quantity: string | undefined): number {
  const [, number, unit] = /^(\d+)([KMGT]i)$/.exec(quantity ?? '') ?? [];
  return Number(number) * (UNITS[unit ?? ''] ?? Number.NaN);
}
