import type { Json } from './json.ts';
import { at, entriesAt, listAt, plain, textAt } from './json.ts';
import type { KubeObject } from './kube-object.ts';
import { labelsAt, nameOf, namespaceOf, ofKind } from './kube-object.ts';

/** The pods that an object makes. */
export interface Pods {
  readonly owner: KubeObject;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** The pod's spec; undefined for pods that an operator makes, whose containers no manifest describes. */
  readonly spec: Json | undefined;
  /** The names and numbers of the ports on which the pods listen. */
  readonly ports: ReadonlyMap<string, number>;
}

const TEMPLATES: Readonly<Record<string, string>> = {
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
};

/** The ports of the pods that the operators of CloudNativePG and RabbitMQ make. */
const POSTGRES_PORTS = new Map([
  ['postgresql', 5432],
  ['metrics', 9187],
  ['status', 8000],
]);
const RABBITMQ_PORTS = new Map([
  ['amqp', 5672],
  ['management', 15672],
  ['prometheus', 15692],
  ['epmd', 4369],
  ['cluster', 25672],
  ['cli', 35672],
]);
const RABBITMQ_TLS_PORTS = new Map([
  ['amqps', 5671],
  ['management-tls', 15671],
  ['prometheus-tls', 15691],
]);

/** All pods of an overlay: those of workloads, and those that operators make of its clusters. */
export function podsOf(objects: readonly KubeObject[]): Pods[] {
  return [...workloadPods(objects), ...operatorPods(objects)];
}

/** The pods whose containers are in a manifest. */
export function workloadPods(objects: readonly KubeObject[]): Pods[] {
  return ofKind(objects, ...Object.keys(TEMPLATES)).map((owner) => {
    const template = at(owner, TEMPLATES[owner.kind] ?? '');
    const ports = listAt(template, 'spec.containers')
      .flatMap((container) => listAt(container, 'ports'))
      .map((port) => [textAt(port, 'name') ?? '', Number(at(port, 'containerPort'))] as const);
    return {
      owner,
      namespace: namespaceOf(owner),
      labels: labelsAt(template, 'metadata.labels'),
      spec: at(template, 'spec'),
      ports: new Map(ports),
    };
  });
}

function operatorPods(objects: readonly KubeObject[]): Pods[] {
  const postgres = ofKind(objects, 'Cluster').map((owner) => ({
    owner,
    namespace: namespaceOf(owner),
    labels: { 'cnpg.io/cluster': nameOf(owner) },
    spec: undefined,
    ports: POSTGRES_PORTS,
  }));
  const rabbitmq = ofKind(objects, 'RabbitmqCluster').map((owner) => ({
    owner,
    namespace: namespaceOf(owner),
    labels: { 'app.kubernetes.io/name': nameOf(owner), 'app.kubernetes.io/component': 'rabbitmq' },
    spec: undefined,
    ports:
      at(owner, 'spec.tls') === undefined
        ? RABBITMQ_PORTS
        : new Map([...RABBITMQ_PORTS, ...RABBITMQ_TLS_PORTS]),
  }));
  return [...postgres, ...rabbitmq, ...restoredPods(objects), ...solverPods(objects)];
}

/** The pods that answer a public authority while a certificate is ordered. */
function solverPods(objects: readonly KubeObject[]): Pods[] {
  return ofKind(objects, 'Certificate')
    .filter((owner) => textAt(owner, 'spec.issuerRef.kind') === 'ClusterIssuer')
    .map((owner) => ({
      owner,
      namespace: namespaceOf(owner),
      labels: { 'acme.cert-manager.io/http01-solver': 'true' },
      spec: undefined,
      ports: new Map([['solver', 8089]]),
    }));
}

/** The database that the restore drill creates from the file in its ConfigMap. */
function restoredPods(objects: readonly KubeObject[]): Pods[] {
  return ofKind(objects, 'ConfigMap').flatMap((owner) => {
    const cluster = restoredCluster(owner);
    if (cluster === undefined) return [];
    return {
      owner,
      namespace: namespaceOf(owner),
      labels: { 'cnpg.io/cluster': textAt(cluster, 'metadata.name') ?? '' },
      spec: undefined,
      ports: new Map([['postgresql', 5432]]),
    };
  });
}

/** The cluster that the restore drill creates, if this is its ConfigMap. */
export function restoredCluster(map: KubeObject): Json | undefined {
  const file = entriesAt(map, 'data').find(([name]) => name === 'cluster.json')?.[1];
  return file === undefined ? undefined : (JSON.parse(plain(file)) as Json);
}

/** The containers of pods, also those that run before the others. */
export function containersOf(pods: Pods): readonly Json[] {
  return [...listAt(pods.spec, 'initContainers'), ...listAt(pods.spec, 'containers')];
}
