import type { Json } from './json.ts';
import { at, entriesAt, listAt, numberAt, plain, textAt } from './json.ts';
import type { Complaint, KubeObject, Rule } from './kube-object.ts';
import { nameOf } from './kube-object.ts';
import type { Pods } from './pods.ts';
import { containersOf, workloadPods } from './pods.ts';

/** Capabilities and volumes that the restricted profile of the Pod Security Standards allows. */
const RESTRICTED_VOLUMES = [
  'name',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const LOWEST_PORT = 1_024;

/** A rule over every container of every pod that a manifest describes. */
function containerRule(
  name: string,
  complain: (container: Json, pods: Pods) => string | undefined,
): Rule<unknown> {
  return {
    name,
    check: (objects) =>
      workloadPods(objects).flatMap((pods) =>
        containersOf(pods).flatMap((container) => {
          const message = complain(container, pods);
          if (message === undefined) return [];
          return [{ object: pods.owner, message: `${textAt(container, 'name') ?? '?'}: ${message}` }];
        }),
      ),
  };
}

/** A rule over every pod that a manifest describes. */
function podRule(name: string, complain: (pods: Pods) => readonly string[]): Rule<unknown> {
  return {
    name,
    check: (objects) =>
      workloadPods(objects).flatMap((pods) =>
        complain(pods).map((message) => ({ object: pods.owner, message })),
      ),
  };
}

/** Container first, then pod, as Kubernetes decides. */
function security(container: Json, pods: Pods, field: string): Json | undefined {
  return at(container, `securityContext.${field}`) ?? at(pods.spec, `securityContext.${field}`);
}

/**
 * The restricted profile of the Pod Security Standards, and rules of good practice, as Monokle's PSS and KBP rules and
 * kube-linter state them. One practice is left out on purpose: a limit of processor time, which would throttle a service
 * while a core is idle.
 */
export const POD_RULES: readonly Rule<unknown>[] = [
  podRule('no host namespaces', ({ spec }) =>
    ['hostNetwork', 'hostPID', 'hostIPC']
      .filter((field) => at(spec, field) === true)
      .map((field) => `${field} is set`),
  ),
  podRule('restricted volumes', ({ spec }) =>
    listAt(spec, 'volumes').flatMap((volume) =>
      entriesAt({ volume }, 'volume')
        .map(([kind]) => kind)
        .filter((kind) => !RESTRICTED_VOLUMES.includes(kind))
        .map((kind) => `the volume ${textAt(volume, 'name') ?? '?'} is of kind ${kind}`),
    ),
  ),
  podRule('no sysctls', ({ spec }) =>
    listAt(spec, 'securityContext.sysctls').length > 0 ? ['sysctls are set'] : [],
  ),
  containerRule('no host ports', (container) =>
    listAt(container, 'ports').some((port) => at(port, 'hostPort') !== undefined)
      ? 'a port of the host is used'
      : undefined,
  ),
  containerRule('no privileged ports', (container) =>
    listAt(container, 'ports').some((port) => (numberAt(port, 'containerPort') ?? 0) < LOWEST_PORT)
      ? `a port below ${LOWEST_PORT} is used`
      : undefined,
  ),
  containerRule('not privileged', (container) =>
    at(container, 'securityContext.privileged') === true ||
    at(container, 'securityContext.allowPrivilegeEscalation') !== false
      ? 'must have allowPrivilegeEscalation: false'
      : undefined,
  ),
  containerRule('no capabilities', (container) =>
    JSON.stringify(at(container, 'securityContext.capabilities')) === '{"drop":["ALL"]}'
      ? undefined
      : 'must drop all capabilities and add none',
  ),
  containerRule('not root', (container, pods) => {
    const user = security(container, pods, 'runAsUser');
    return security(container, pods, 'runAsNonRoot') === true && typeof user === 'number' && user > 0
      ? undefined
      : 'must run as a user that is not root';
  }),
  containerRule('seccomp', (container, pods) =>
    ['RuntimeDefault', 'Localhost'].includes(plain(security(container, pods, 'seccompProfile.type')))
      ? undefined
      : 'must have a seccomp profile',
  ),
  containerRule('/proc is masked', (container) =>
    [undefined, 'Default'].includes(textAt(container, 'securityContext.procMount'))
      ? undefined
      : 'unmasks /proc',
  ),
  containerRule('read-only root', (container) =>
    at(container, 'securityContext.readOnlyRootFilesystem') === true
      ? undefined
      : 'must have a read-only root',
  ),
  containerRule('pinned image', (container) =>
    /:(?!latest$)[\w][\w.-]*$|@sha256:[0-9a-f]{64}$/.test(textAt(container, 'image') ?? '')
      ? undefined
      : `the image ${textAt(container, 'image') ?? '?'} has no version`,
  ),
  containerRule('memory and processor', (container) =>
    at(container, 'resources.requests.cpu') === undefined ||
    at(container, 'resources.requests.memory') === undefined ||
    at(container, 'resources.limits.memory') === undefined
      ? 'must request processor time and memory, and limit memory'
      : undefined,
  ),
  containerRule('no secrets in variables', (container) =>
    listAt(container, 'env').some((variable) => at(variable, 'valueFrom.secretKeyRef') !== undefined) ||
    listAt(container, 'envFrom').some((source) => at(source, 'secretRef') !== undefined)
      ? 'takes a secret as a variable instead of a file'
      : undefined,
  ),
  podRule('no variables of Services', ({ spec }) =>
    at(spec, 'enableServiceLinks') === false ? [] : ['must have enableServiceLinks: false'],
  ),
  {
    name: 'no token of Kubernetes',
    check: (objects) =>
      workloadPods(objects)
        .filter(({ spec }) => at(spec, 'automountServiceAccountToken') !== false)
        .filter(({ spec, owner }) => !hasRights(objects, owner, textAt(spec, 'serviceAccountName')))
        .map(({ owner }) => ({ object: owner, message: 'must have automountServiceAccountToken: false' })),
  },
  { name: 'narrow rights', check: (objects) => objects.flatMap(wideRights) },
];

/** Whether a Role gives the account of a pod something to do; without one it needs no token. */
function hasRights(objects: readonly KubeObject[], owner: KubeObject, account: string | undefined): boolean {
  return objects.some(
    (binding) =>
      binding.kind === 'RoleBinding' &&
      at(binding, 'metadata.namespace') === at(owner, 'metadata.namespace') &&
      listAt(binding, 'subjects').some((subject) => textAt(subject, 'name') === account),
  );
}

/** Rights on everything, on programs in pods, or on all secrets. */
function wideRights(role: KubeObject): Complaint[] {
  if (!role.kind.endsWith('Role')) return [];
  return listAt(role, 'rules').flatMap((rule) => {
    const [resources, verbs, names] = ['resources', 'verbs', 'resourceNames'].map((field) =>
      listAt(rule, field),
    );
    const isWide =
      (resources ?? []).some((one) => one === '*' || one === 'pods/exec') ||
      (verbs ?? []).includes('*') ||
      ((resources ?? []).includes('secrets') && (names ?? []).length === 0);
    return isWide ? [{ object: role, message: `${nameOf(role)} gives too many rights` }] : [];
  });
}
