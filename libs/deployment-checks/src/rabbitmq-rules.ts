import type { CheckContext } from './check-context.ts';
import { about, when } from './complaints.ts';
import { at, entriesAt, listAt, numberAt, textAt } from './json.ts';
import type { Rule } from './kube-object.ts';
import { named, nameOf, ofKind, selects } from './kube-object.ts';
import { bytesOf } from './quantities.ts';

/** Rules about RabbitMQ and its users. */
export const RABBITMQ_RULES: readonly Rule<CheckContext>[] = [
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
];

/** The settings of RabbitMQ's format: `name = value` on each line. */
function configurationOf(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').map((line) => line.split('=').map((part) => part.trim()));
  return new Map(lines.map(([name = '', value = '']) => [name, value]));
}
