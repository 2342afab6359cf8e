import type { CheckContext } from './check-context.ts';
import { at, listAt, numberAt, textAt } from './json.ts';
import type { Complaint, KubeObject, Rule } from './kube-object.ts';
import { named, nameOf, ofKind, selects } from './kube-object.ts';
import type { Pods } from './pods.ts';
import { podsOf } from './pods.ts';
import { bytesOf } from './quantities.ts';
import { givenSettings, servicePods } from './settings-rules.ts';

/** The shortest time for which a scaler looks back before it ends a pod. */
const CALM_S = 300;

/** What the scalers of a workload allow: at least and at most this number of pods. */
function podRange(objects: readonly KubeObject[], owner: KubeObject): { least: number; most: number } {
  const scaler = scalersOf(objects, owner)[0];
  if (scaler === undefined) {
    const fixed =
      numberAt(owner, 'spec.replicas') ??
      numberAt(owner, 'spec.instances') ??
      (owner.kind === 'CronJob' ? 0 : 1);
    return { least: fixed, most: fixed };
  }
  const names =
    scaler.kind === 'ScaledObject' ? ['minReplicaCount', 'maxReplicaCount'] : ['minReplicas', 'maxReplicas'];
  const [least = 0, most = 0] = names.map((name) => numberAt(scaler, `spec.${name}`) ?? 0);
  return { least, most };
}

function scalersOf(objects: readonly KubeObject[], owner: KubeObject): KubeObject[] {
  return ofKind(objects, 'HorizontalPodAutoscaler', 'ScaledObject').filter(
    ({ spec }) =>
      textAt(spec, 'scaleTargetRef.name') === nameOf(owner) &&
      (textAt(spec, 'scaleTargetRef.kind') ?? 'Deployment') === owner.kind,
  );
}

/** The pods that a PodDisruptionBudget guards. */
function guarded(budget: KubeObject, objects: readonly KubeObject[]): Pods[] {
  return podsOf(objects).filter(({ labels }) => selects(at(budget, 'spec.selector'), labels));
}

export const SCALING_RULES: readonly Rule<CheckContext>[] = [
  {
    name: 'no number beside a scaler',
    check: (objects) =>
      ofKind(objects, 'Deployment', 'StatefulSet').flatMap((object) => {
        const scalers = scalersOf(objects, object);
        if (scalers.length > 0 && at(object, 'spec.replicas') !== undefined)
          return [
            { object, message: 'has replicas, which each `kubectl apply` would set against its scaler' },
          ];
        return scalers.length > 1 ? [{ object, message: 'has two scalers' }] : [];
      }),
  },
  {
    name: 'scalers are calm',
    check: (objects) =>
      ofKind(objects, 'HorizontalPodAutoscaler', 'ScaledObject').flatMap((object) => {
        const behavior =
          object.kind === 'ScaledObject'
            ? at(object, 'spec.advanced.horizontalPodAutoscalerConfig.behavior')
            : at(object, 'spec.behavior');
        const window = numberAt(behavior, 'scaleDown.stabilizationWindowSeconds') ?? 0;
        return window >= CALM_S
          ? []
          : [{ object, message: `must look back ${CALM_S} s before it ends a pod` }];
      }),
  },
  {
    name: 'processor time can be compared',
    check: (objects) =>
      ofKind(objects, 'HorizontalPodAutoscaler').flatMap((object) => {
        const target = named(objects, 'Deployment', textAt(object, 'spec.scaleTargetRef.name') ?? '');
        const requests = at(target, 'spec.template.spec.containers.0.resources.requests.cpu');
        return requests === undefined ? [{ object, message: 'its pods request no processor time' }] : [];
      }),
  },
  {
    name: 'queues scale by what is unacknowledged too',
    check: (objects, { queues }) =>
      ofKind(objects, 'ScaledObject').flatMap((object) =>
        keda(object, queues).map((message) => ({ object, message })),
      ),
  },
  {
    name: 'scalers log in with a password of any characters',
    check: (objects) =>
      ofKind(objects, 'TriggerAuthentication').flatMap((object) => {
        const given = listAt(object, 'spec.secretTargetRef').map((reference) =>
          textAt(reference, 'parameter'),
        );
        const missing = ['host', 'username', 'password', 'vhostName'].filter((one) => !given.includes(one));
        return missing.length === 0 ? [] : [{ object, message: `must give ${missing.join(', ')}` }];
      }),
  },
  {
    name: 'replicated in production',
    check: (objects, context) =>
      context.overlay === 'prod'
        ? servicePods(objects, context)
            .filter(({ owner }) => podRange(objects, owner).least < 2)
            .map(({ owner }) => ({ object: owner, message: 'must have two pods at least' }))
        : [],
  },
  {
    name: 'pods have a disruption budget',
    check: (objects) => {
      const budgets = ofKind(objects, 'PodDisruptionBudget');
      return podsOf(objects)
        .filter(({ owner }) => podRange(objects, owner).least > 1 && owner.kind !== 'Cluster')
        .filter(
          (pods) =>
            !budgets.some((budget) => guarded(budget, objects).some(({ owner }) => owner === pods.owner)),
        )
        .map(({ owner }) => ({ object: owner, message: 'has several pods, and no PodDisruptionBudget' }));
    },
  },
  {
    name: 'disruption budgets let nodes drain',
    check: (objects) =>
      ofKind(objects, 'PodDisruptionBudget').flatMap((object): Complaint[] => {
        if (at(object, 'spec.unhealthyPodEvictionPolicy') !== 'AlwaysAllow')
          return [{ object, message: 'must have unhealthyPodEvictionPolicy: AlwaysAllow' }];
        const isWide = (numberAt(object, 'spec.maxUnavailable') ?? 0) >= 1;
        return isWide ? [] : [{ object, message: 'must let one pod go (maxUnavailable), also of one' }];
      }),
  },
  {
    name: 'memory fits what was measured',
    check: (objects, context) =>
      // A cluster on a laptop does not get that many votes.
      context.overlay !== 'prod'
        ? []
        : servicePods(objects, context).flatMap((pods) => {
            const measured = (context.measuredMemory.get(pods.app) ?? 0) * 2 ** 20;
            const [requests = 0, limit = 0] = ['requests', 'limits'].map((one) =>
              bytesOf(textAt(pods.spec, `containers.0.resources.${one}.memory`)),
            );
            const isReader = givenSettings(pods, objects, context)['SERVED_ROUTES'] === 'results';
            return isReader || (requests >= measured && limit >= 1.5 * measured)
              ? []
              : [
                  {
                    object: pods.owner,
                    message: `needs ${measured / 2 ** 20} MiB, and half as much again as a limit`,
                  },
                ];
          }),
  },
  {
    name: 'database has room for all connections',
    check: (objects, context) => {
      const most = servicePods(objects, context).map((pods) => {
        const settings = context.settings
          .get(pods.app)
          ?.safeParse(givenSettings(pods, objects, context)).data;
        const pool = Number((settings as { DATABASE_POOL_MAX?: number } | undefined)?.DATABASE_POOL_MAX);
        // While a new version is rolled out, one pod more is there.
        return (podRange(objects, pods.owner).most + 1) * (pool + (BESIDES[pods.app] ?? 0));
      });
      const needed = most.reduce((sum, one) => sum + one, RESERVED_CONNECTIONS);
      return ofKind(objects, 'Cluster')
        .filter((object) => !(Number(at(object, 'spec.postgresql.parameters.max_connections')) >= needed))
        .map((object) => ({ object, message: `needs ${needed} connections (max_connections)` }));
    },
  },
];

/** Connections of operators, exporters and PostgreSQL itself. */
const RESERVED_CONNECTIONS = 20;

/** What the ingestion API opens besides DATABASE_POOL_MAX, for voting alone (VOTING_CONNECTIONS). */
const BESIDES: Readonly<Record<string, number>> = { 'ingestion-api': 3 };

/** What is wrong with the triggers of a ScaledObject. */
function keda(object: KubeObject, queues: readonly string[]): string[] {
  const triggers = listAt(object, 'spec.triggers');
  const modes = triggers.map((trigger) => textAt(trigger, 'metadata.mode'));
  return [
    ...((numberAt(object, 'spec.minReplicaCount') ?? 0) < 2
      ? ['must keep two pods: without statistics of the queue it is taken for empty']
      : []),
    ...(at(object, 'spec.fallback') === undefined ? ['must have a fallback'] : []),
    ...(modes.includes('QueueLength') && modes.includes('MessageRate')
      ? []
      : ['must look at the length and at the rate']),
    ...triggers.flatMap((trigger) => [
      ...(at(trigger, 'metadata.protocol') === 'http' ? [] : ['AMQP shows no unacknowledged messages']),
      ...(queues.includes(textAt(trigger, 'metadata.queueName') ?? '')
        ? []
        : ['names a queue that does not exist']),
      ...(at(trigger, 'metadata.useRegex') === undefined
        ? []
        : ['quorum queues cannot be found by a pattern']),
      ...(at(trigger, 'metadata.excludeUnacknowledged') === undefined
        ? []
        : ['leaves unacknowledged messages out']),
      ...(at(trigger, 'metadata.queueLength') === undefined
        ? []
        : ['queueLength is deprecated: mode and value']),
      ...(textAt(trigger, 'metadata.value') === undefined ? ['must have a value, as a text'] : []),
      ...(textAt(trigger, 'authenticationRef.name') === undefined ? ['must log in'] : []),
    ]),
  ];
}
