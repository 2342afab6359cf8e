import type { Json } from './json.ts';
import { at, isObject, listAt, numberAt } from './json.ts';
import type { KubeObject } from './kube-object.ts';
import { labelsAt, nameOf, ofKind, selects } from './kube-object.ts';
import type { Pods } from './pods.ts';

/** Who talks: pods of the overlay, or of a namespace that others install, such as that of Prometheus. */
export interface Talker {
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

type Direction = 'ingress' | 'egress';

/** The pods of a namespace outside of the overlay. */
export function fromNamespace(namespace: string, labels: Talker['labels'] = {}): Talker {
  return { namespace, labels };
}

/** Whether the policies let a connection through: out of the one and into the other. */
export function connects(objects: readonly KubeObject[], from: Talker, to: Talker, port: number): boolean {
  return allows(objects, 'egress', from, to, port) && allows(objects, 'ingress', to, from, port);
}

/** Whether pods may talk in one direction. Pods that no policy selects may do everything. */
export function allows(
  objects: readonly KubeObject[],
  direction: Direction,
  of: Talker,
  peer: Talker,
  port: number,
): boolean {
  const policies = policiesOf(objects, direction, of);
  if (policies.length === 0) return true;
  return policies.some((policy) =>
    listAt(policy, `spec.${direction}`).some(
      (rule) => coversPort(rule, port) && coversPeer(rule, direction, peer, of.namespace, objects),
    ),
  );
}

/** The policies that select pods and concern the direction. */
export function policiesOf(objects: readonly KubeObject[], direction: Direction, of: Talker): KubeObject[] {
  const type = direction === 'ingress' ? 'Ingress' : 'Egress';
  return ofKind(objects, 'NetworkPolicy').filter(
    (policy) =>
      at(policy, 'metadata.namespace') === of.namespace &&
      listAt(policy, 'spec.policyTypes').includes(type) &&
      selects(at(policy, 'spec.podSelector'), of.labels),
  );
}

function coversPort(rule: Json, port: number): boolean {
  const ports = listAt(rule, 'ports');
  return (
    ports.length === 0 ||
    ports.some((one) => {
      const first = numberAt(one, 'port');
      return first !== undefined && port >= first && port <= (numberAt(one, 'endPort') ?? first);
    })
  );
}

function coversPeer(
  rule: Json,
  direction: Direction,
  peer: Talker,
  own: string | undefined,
  objects: readonly KubeObject[],
): boolean {
  const peers = listAt(rule, direction === 'ingress' ? 'from' : 'to');
  return (
    peers.length === 0 ||
    peers.some((one) => {
      const namespaces = at(one, 'namespaceSelector');
      const pods = at(one, 'podSelector');
      const isNamespace =
        namespaces === undefined
          ? peer.namespace === own
          : selects(namespaces, namespaceLabels(peer.namespace ?? '', objects));
      return isObject(one) && isNamespace && (pods === undefined || selects(pods, peer.labels));
    })
  );
}

/** Kubernetes itself gives each namespace a label with its name. */
function namespaceLabels(name: string, objects: readonly KubeObject[]): Readonly<Record<string, string>> {
  const object = ofKind(objects, 'Namespace').find((one) => nameOf(one) === name);
  return { ...labelsAt(object, 'metadata.labels'), 'kubernetes.io/metadata.name': name };
}

/** The pods as talkers of the network. */
export function talker({ namespace, labels }: Pods): Talker {
  return { namespace, labels };
}
