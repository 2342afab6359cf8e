import type { CheckContext } from './check-context.ts';
import { at, listAt } from './json.ts';
import type { Complaint, KubeObject, Rule } from './kube-object.ts';
import { nameOf, namespaceOf, ofKind, titleOf } from './kube-object.ts';
import { allows, connects, fromNamespace, policiesOf, talker } from './network.ts';
import type { Pods } from './pods.ts';
import { podsOf, workloadPods } from './pods.ts';
import { podsOfService } from './reference-rules.ts';
import type { Server } from './server-address.ts';
import { serversOf } from './server-address.ts';
import { givenSettings, servicePods } from './settings-rules.ts';

const DNS = fromNamespace('kube-system', { 'k8s-app': 'kube-dns' });
const PROMETHEUS = fromNamespace('monitoring');
const INGRESS = fromNamespace('nginx-ingress');
const ELSEWHERE = fromNamespace('somewhere-else');

/** The settings that hold the address of a server inside of the cluster. */
const ADDRESSES = ['DATABASE_URL', 'AMQP_URL', 'AMQP_MANAGEMENT_URL', 'REDIS_URL', 'SCRUTIN_API_URL'];

/** The pods that a host name means: `service`, `service.namespace.svc` or `pod.service`. */
function podsAtHost(objects: readonly KubeObject[], from: Pods, host: string): Pods[] {
  const pods = podsOf(objects).filter(({ namespace }) => namespace === from.namespace);
  const words = host.split('.');
  const services = ofKind(objects, 'Service').filter((one) => namespaceOf(one) === from.namespace);
  const [first = '', second = ''] = words;
  const direct = services.find((one) => nameOf(one) === first);
  if (direct !== undefined) return podsOfService(direct, pods);
  // A pod of a StatefulSet has a name of its own within the Service of the set.
  const set = ofKind(objects, 'StatefulSet').find((one) => {
    const number = Number(first.slice(nameOf(one).length + 1));
    return (
      first.startsWith(`${nameOf(one)}-`) &&
      at(one, 'spec.serviceName') === second &&
      number < Number(at(one, 'spec.replicas') ?? 1)
    );
  });
  if (set !== undefined) return pods.filter(({ owner }) => owner === set);
  return pods.filter(
    ({ owner }) =>
      (owner.kind === 'Cluster' &&
        [`${nameOf(owner)}-rw`, `${nameOf(owner)}-ro`, `${nameOf(owner)}-r`].includes(first)) ||
      (owner.kind === 'RabbitmqCluster' && nameOf(owner) === first),
  );
}

/** The servers that the pods of services and of the command line are given. */
function serversOfPods(
  objects: readonly KubeObject[],
  context: CheckContext,
): { pods: Pods; server: Server }[] {
  return workloadPods(objects).flatMap((pods) => {
    const given = givenSettings(pods, objects, context);
    return ADDRESSES.flatMap((name) => (given[name] === undefined ? [] : serversOf(given[name]))).map(
      (server) => ({
        pods,
        server,
      }),
    );
  });
}

/** The port of the pods behind the port of a Service. */
function podPort(objects: readonly KubeObject[], { host, port }: Server, pods: Pods): number {
  const service = ofKind(objects, 'Service').find((one) => nameOf(one) === host.split('.')[0]);
  const found = listAt(service, 'spec.ports').find((one) => at(one, 'port') === port);
  const target = at(found, 'targetPort');
  return typeof target === 'string' ? (pods.ports.get(target) ?? port) : port;
}

export const NETWORK_RULES: readonly Rule<CheckContext>[] = [
  {
    name: 'everything is denied unless it is named',
    check: (objects) =>
      podsOf(objects)
        .filter(
          (pods) =>
            !(['ingress', 'egress'] as const).every((direction) =>
              policiesOf(objects, direction, { namespace: pods.namespace, labels: {} }).some(
                (policy) => at(policy, `spec.${direction}`) === undefined,
              ),
            ),
        )
        .map(({ owner }) => ({
          object: owner,
          message: 'is in a namespace without a policy that denies everything',
        })),
  },
  {
    name: 'pods can ask for names',
    check: (objects) =>
      podsOf(objects)
        .filter((pods) => !allows(objects, 'egress', talker(pods), DNS, 53))
        .map(({ owner }) => ({ object: owner, message: 'cannot reach the DNS' })),
  },
  {
    name: 'addresses are served',
    check: (objects, context) =>
      serversOfPods(objects, context).flatMap(({ pods, server }) => {
        const targets = podsAtHost(objects, pods, server.host);
        const isServed =
          targets.length > 0 &&
          targets.every((one) => [...one.ports.values()].includes(podPort(objects, server, one)));
        return isServed
          ? []
          : [{ object: pods.owner, message: `nothing serves ${server.host}:${server.port}` }];
      }),
  },
  {
    name: 'pods reach what they are given',
    check: (objects, context) =>
      serversOfPods(objects, context).flatMap(({ pods, server }) =>
        podsAtHost(objects, pods, server.host)
          .filter((one) => !connects(objects, talker(pods), talker(one), podPort(objects, server, one)))
          .map((one) => ({
            object: pods.owner,
            message: `may not reach ${titleOf(one.owner)} at ${server.port}`,
          })),
      ),
  },
  {
    name: 'metrics are for Prometheus alone',
    check: (objects) =>
      podsOf(objects).flatMap((pods) =>
        [...pods.ports]
          .filter(([name]) => ['metrics', 'exporter', 'prometheus'].includes(name))
          .flatMap(([, port]): Complaint[] => {
            const reach = (from: ReturnType<typeof fromNamespace>): boolean =>
              allows(objects, 'ingress', talker(pods), from, port);
            return reach(PROMETHEUS) && !reach(ELSEWHERE) && !reach(INGRESS)
              ? []
              : [{ object: pods.owner, message: `its port ${port} must be open to Prometheus alone` }];
          }),
      ),
  },
  {
    name: 'APIs are for the ingress controller',
    check: (objects, context) =>
      servicePods(objects, context)
        .filter(({ ports }) => ports.has('http'))
        .filter((pods) => {
          const port = pods.ports.get('http') ?? 0;
          const others = servicePods(objects, context).filter(({ owner }) => owner !== pods.owner);
          return (
            !allows(objects, 'ingress', talker(pods), INGRESS, port) ||
            allows(objects, 'ingress', talker(pods), ELSEWHERE, port) ||
            others.some((one) => allows(objects, 'ingress', talker(pods), talker(one), port))
          );
        })
        .map(({ owner }) => ({ object: owner, message: 'must be open to the ingress controller alone' })),
  },
  {
    name: 'engines are for those who use them',
    check: (objects, context) => {
      const uses = serversOfPods(objects, context);
      return podsOf(objects)
        .filter(({ owner }) => ['Cluster', 'RabbitmqCluster', 'StatefulSet'].includes(owner.kind))
        .flatMap((engine) =>
          servicePods(objects, context)
            .filter(
              (pods) =>
                !uses.some(
                  (use) =>
                    use.pods.owner === pods.owner &&
                    podsAtHost(objects, pods, use.server.host).some(({ owner }) => owner === engine.owner),
                ),
            )
            .filter((pods) =>
              [...engine.ports.values()].some(
                (port) =>
                  allows(objects, 'egress', talker(pods), talker(engine), port) ||
                  allows(objects, 'ingress', talker(engine), talker(pods), port),
              ),
            )
            .map((pods) => ({
              object: pods.owner,
              message: `reaches ${titleOf(engine.owner)} and does not use it`,
            })),
        );
    },
  },
  {
    name: 'nodes of an engine reach one another',
    check: (objects) =>
      podsOf(objects)
        .filter(({ owner }) => ['Cluster', 'RabbitmqCluster', 'StatefulSet'].includes(owner.kind))
        .flatMap((engine) =>
          (BETWEEN_NODES[engine.owner.kind] ?? [])
            .filter((port) => [...engine.ports.values()].includes(port))
            .filter((port) => !connects(objects, talker(engine), talker(engine), port))
            .map((port) => ({
              object: engine.owner,
              message: `its nodes may not reach one another at ${port}`,
            })),
        ),
  },
  {
    name: 'operators reach their engines',
    check: (objects, { overlay }) =>
      podsOf(objects).flatMap((engine) =>
        (OPERATORS[engine.owner.kind] ?? [])
          .filter(({ needed }) => needed === undefined || needed === overlay)
          .filter(
            ({ namespace, port }) =>
              !allows(objects, 'ingress', talker(engine), fromNamespace(namespace), port),
          )
          .map(({ namespace, port }) => ({
            object: engine.owner,
            message: `the operator in ${namespace} may not reach its port ${port}`,
          })),
      ),
  },
  {
    name: 'certificates can be ordered',
    check: (objects) =>
      podsOf(objects).flatMap((pods) => {
        const port = pods.ports.get('solver');
        return port === undefined || allows(objects, 'ingress', talker(pods), INGRESS, port)
          ? []
          : [{ object: pods.owner, message: 'the ingress controller may not reach its solver' }];
      }),
  },
  {
    name: 'namespaces enforce the restricted profile',
    check: (objects) => {
      const used = new Set(podsOf(objects).map(({ namespace }) => namespace));
      return ofKind(objects, 'Namespace')
        .filter((one) => used.has(nameOf(one)))
        .filter(
          (one) =>
            !JSON.stringify(one.metadata).includes('"pod-security.kubernetes.io/enforce":"restricted"'),
        )
        .map((object) => ({ object, message: 'must enforce the restricted profile of Pod Security' }));
    },
  },
];

/** The ports of engines over which their nodes talk. */
const BETWEEN_NODES: Readonly<Record<string, readonly number[]>> = {
  Cluster: [5432, 8000],
  RabbitmqCluster: [4369, 25672, 35672],
  StatefulSet: [6379, 16379],
};

interface OperatorAccess {
  readonly namespace: string;
  readonly port: number;
  readonly needed?: CheckContext['overlay'];
}

/** The ports of engines that an operator uses, and its namespace. */
const OPERATORS: Readonly<Record<string, readonly OperatorAccess[]>> = {
  Cluster: [{ namespace: 'cnpg-system', port: 8000 }],
  RabbitmqCluster: [
    { namespace: 'rabbitmq-system', port: 15672 },
    { namespace: 'keda', port: 15672, needed: 'prod' },
  ],
};
