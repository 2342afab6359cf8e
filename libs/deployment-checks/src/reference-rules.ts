import type { CheckContext } from './check-context.ts';
import type { Json } from './json.ts';
import { at, listAt, plain, textAt } from './json.ts';
import type { Complaint, KubeObject, Rule } from './kube-object.ts';
import { labelsAt, named, nameOf, namespaceOf, ofKind, selects } from './kube-object.ts';
import { variablesOf } from './pod-environment.ts';
import type { Pods } from './pods.ts';
import { podsOf, workloadPods } from './pods.ts';
import { servicePods } from './settings-rules.ts';

/** Selectors of pods in the namespace of the object: where they are in objects of each kind. */
const SELECTORS: Readonly<Record<string, string>> = {
  PodDisruptionBudget: 'spec.selector',
  PodMonitor: 'spec.selector',
  NetworkPolicy: 'spec.podSelector',
};

/** The pods that a selector of an object selects. */
export function selected(object: KubeObject, selector: Json | undefined, pods: readonly Pods[]): Pods[] {
  return pods.filter((one) => one.namespace === namespaceOf(object) && selects(selector, one.labels));
}

/** The pods of a Service. Kubernetes adds the name of the pod to the labels of a StatefulSet. */
export function podsOfService(service: KubeObject, pods: readonly Pods[]): Pods[] {
  const { 'statefulset.kubernetes.io/pod-name': podName, ...wanted } = labelsAt(service, 'spec.selector');
  return pods.filter(
    (one) =>
      one.namespace === namespaceOf(service) &&
      Object.entries(wanted).every(([name, label]) => one.labels[name] === label) &&
      (podName === undefined || podName.startsWith(`${nameOf(one.owner)}-`)),
  );
}

export const REFERENCE_RULES: readonly Rule<CheckContext>[] = [
  {
    name: 'selectors select pods',
    check: (objects) => {
      const pods = podsOf(objects);
      return [
        ...Object.entries(SELECTORS).flatMap(([kind, path]) =>
          ofKind(objects, kind)
            .filter((object) => selected(object, at(object, path), pods).length === 0)
            .map((object) => ({ object, message: 'selects no pod' })),
        ),
        ...ofKind(objects, 'Service')
          .filter((service) => podsOfService(service, pods).length === 0)
          .map((object) => ({ object, message: 'selects no pod' })),
        ...workloadPods(objects).flatMap(({ owner, labels }) =>
          ['Job', 'CronJob'].includes(owner.kind) || selects(at(owner, 'spec.selector'), labels)
            ? []
            : [{ object: owner, message: 'does not select its own pods' }],
        ),
      ];
    },
  },
  {
    name: 'spread pods are its own',
    check: (objects) =>
      workloadPods(objects).flatMap(({ owner, labels, spec }) =>
        listAt(spec, 'topologySpreadConstraints').flatMap((constraint) => {
          const keys = listAt(constraint, 'matchLabelKeys').map(String);
          const isOwn =
            selects(at(constraint, 'labelSelector'), labels) && keys.every((key) => key in labels);
          return isOwn ? [] : [{ object: owner, message: 'spreads pods that are not its own' }];
        }),
      ),
  },
  {
    name: 'scaled workloads exist',
    check: (objects) =>
      ofKind(objects, 'HorizontalPodAutoscaler', 'ScaledObject')
        .filter((object) => {
          const kind = textAt(object, 'spec.scaleTargetRef.kind') ?? 'Deployment';
          return named(objects, kind, textAt(object, 'spec.scaleTargetRef.name') ?? '') === undefined;
        })
        .map((object) => ({ object, message: 'scales something that does not exist' })),
  },
  {
    name: 'ports of Services exist',
    check: (objects) => {
      const pods = podsOf(objects);
      return ofKind(objects, 'Service').flatMap((object) =>
        listAt(object, 'spec.ports').flatMap((port) => {
          const target = at(port, 'targetPort') ?? at(port, 'port') ?? '';
          const isThere = podsOfService(object, pods).every(
            ({ ports }) => ports.has(plain(target)) || [...ports.values()].includes(Number(target)),
          );
          return isThere ? [] : [{ object, message: `its pods have no port ${plain(target)}` }];
        }),
      );
    },
  },
  {
    name: 'ports are those of the settings',
    check: (objects, context) =>
      servicePods(objects, context).flatMap((pods) => {
        const variables = variablesOf(pods, objects);
        const wrong = [
          ['metrics', 'METRICS_PORT'],
          ['http', 'PORT'],
        ].filter(
          ([name = '', setting = '']) =>
            pods.ports.has(name) && String(pods.ports.get(name)) !== variables.get(setting),
        );
        return wrong.map(([name = '', setting = '']) => ({
          object: pods.owner,
          message: `the port ${name} is not ${setting}`,
        }));
      }),
  },
  {
    name: 'probes ask what exists',
    check: (objects, context) =>
      workloadPods(objects).flatMap((pods) =>
        listAt(pods.spec, 'containers').flatMap((container) =>
          ['startupProbe', 'livenessProbe', 'readinessProbe'].flatMap((probe) => {
            const http = at(container, `${probe}.httpGet`);
            if (http === undefined) return [];
            const isPort = pods.ports.has(textAt(http, 'port') ?? '');
            const isOurs = servicePods([...objects], context).some(({ owner }) => owner === pods.owner);
            const isPath = !isOurs || context.operationsPaths.includes(textAt(http, 'path') ?? '');
            return isPort && isPath
              ? []
              : [{ object: pods.owner, message: `its ${probe} asks what it does not serve` }];
          }),
        ),
      ),
  },
  {
    name: 'services have probes',
    check: (objects, context) =>
      servicePods(objects, context).flatMap(({ owner, spec }) => {
        const path = (probe: string) => textAt(spec, `containers.0.${probe}.httpGet.path`);
        // Liveness that asked for dependencies would kill every pod while one of them is away.
        const isFine =
          path('startupProbe') === '/health/live' &&
          path('livenessProbe') === '/health/live' &&
          path('readinessProbe') === '/health/ready';
        return isFine
          ? []
          : [{ object: owner, message: 'must have a start, a liveness and a readiness probe' }];
      }),
  },
  {
    name: 'addresses lead to Services',
    check: (objects) => {
      const pods = podsOf(objects);
      return ofKind(objects, 'Ingress').flatMap((object) =>
        backendsOf(object)
          .filter(({ service, port }) => {
            const found = named(objects, 'Service', service);
            return (
              found === undefined ||
              podsOfService(found, pods).length === 0 ||
              !listAt(found, 'spec.ports').some((one) => textAt(one, 'name') === port)
            );
          })
          .map(({ path, service }) => ({
            object,
            message: `${path} leads to ${service}, which does not serve it`,
          })),
      );
    },
  },
  {
    name: 'ballots and results are apart',
    check: (objects, context) => {
      const served = servedRoutes(objects, context);
      return ofKind(objects, 'Ingress')
        .filter((ingress) => backendsOf(ingress).some(({ service }) => served.has(service)))
        .flatMap((object): Complaint[] => {
          const backends = backendsOf(object);
          const toBallots = backends.filter(({ service }) => served.get(service) === 'ballots');
          const paths = toBallots.filter(({ type }) => type === 'Exact').map(({ path }) => path);
          const isForGateways =
            paths.length === backends.length && String(paths) === String(context.gatewayPaths);
          const isWhole =
            String(paths.toSorted()) === String([...context.votePaths].toSorted()) &&
            backends.some(({ service, path }) => served.get(service) === 'results' && path === '/');
          return isWhole || isForGateways
            ? []
            : [
                {
                  object,
                  message: 'must send exactly the routes of voting, or that of gateways, to the ballots',
                },
              ];
        });
    },
  },
  {
    name: 'addresses have TLS',
    check: (objects) =>
      ofKind(objects, 'Ingress').flatMap((object) => {
        const secrets = listAt(object, 'spec.tls').map((tls) => textAt(tls, 'secretName') ?? '');
        const hosts = listAt(object, 'spec.rules').map((rule) => textAt(rule, 'host') ?? '');
        const covered = listAt(object, 'spec.tls').flatMap((tls) => listAt(tls, 'hosts'));
        const certified = ofKind(objects, 'Certificate').filter(({ spec }) =>
          secrets.includes(textAt(spec, 'secretName') ?? ''),
        );
        const isFine = hosts.every(
          (host) =>
            covered.includes(host) && certified.some(({ spec }) => listAt(spec, 'dnsNames').includes(host)),
        );
        return isFine ? [] : [{ object, message: 'has a host without a certificate' }];
      }),
  },
  {
    name: 'names of objects differ',
    check: (objects) => {
      const key = (one: KubeObject): string =>
        `${one.apiVersion} ${one.kind} ${namespaceOf(one) ?? ''} ${nameOf(one)}`;
      return objects
        .filter((object) => objects.find((one) => key(one) === key(object)) !== object)
        .map((object) => ({ object, message: 'there are two of it' }));
    },
  },
];

interface Backend {
  readonly path: string;
  readonly type: string;
  readonly service: string;
  readonly port: string;
}

function backendsOf(ingress: KubeObject): Backend[] {
  return listAt(ingress, 'spec.rules')
    .flatMap((rule) => listAt(rule, 'http.paths'))
    .map((path) => ({
      path: textAt(path, 'path') ?? '',
      type: textAt(path, 'pathType') ?? '',
      service: textAt(path, 'backend.service.name') ?? '',
      port: textAt(path, 'backend.service.port.name') ?? '',
    }));
}

/** SERVED_ROUTES of the pods of each Service. */
function servedRoutes(objects: readonly KubeObject[], context: CheckContext): ReadonlyMap<string, string> {
  const pods = servicePods(objects, context);
  return new Map(
    ofKind(objects, 'Service').flatMap((service) =>
      podsOfService(service, pods).flatMap((one) => {
        const served = variablesOf(one, objects).get('SERVED_ROUTES');
        return served === undefined ? [] : [[nameOf(service), served] as const];
      }),
    ),
  );
}
