import { z } from 'zod';
import { loadConfig } from '@scrutin/service-runtime';
import { runtimeConfig } from '@scrutin/service-runtime/program';
import type { CheckContext } from './check-context.ts';
import { at, listAt, textAt } from './json.ts';
import type { Complaint, KubeObject, Rule } from './kube-object.ts';
import { named, ofKind } from './kube-object.ts';
import { secretFiles, variablesOf } from './pod-environment.ts';
import type { Pods } from './pods.ts';
import { workloadPods } from './pods.ts';

/** Variables of Node.js and of pg, which no schema of ours declares. */
const OF_LIBRARIES = ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'PGSSLMODE'];

/** What Kubernetes mounts for the account of a pod. */
const OF_KUBERNETES = '/var/run/secrets/kubernetes.io/serviceaccount/';

/** The keys of the Secrets that operators make. */
const MADE_BY_OPERATORS: Readonly<Record<string, readonly string[]>> = {
  Cluster: ['uri', 'username', 'password'],
  Certificate: ['tls.crt', 'tls.key', 'ca.crt'],
};

/** The app that the pods run: `apps/NAME/dist/main.js` is their first argument. */
function appOf(pods: Pods): string | undefined {
  return /^apps\/([\w-]+)\/dist\/main\.js$/.exec(textAt(pods.spec, 'containers.0.args.0') ?? '')?.[1];
}

/** The pods of services, with the name of their app. */
export function servicePods(
  objects: readonly KubeObject[],
  { settings }: CheckContext,
): (Pods & { app: string })[] {
  return workloadPods(objects).flatMap((pods) => {
    const app = appOf(pods);
    return app !== undefined && settings.has(app) ? [{ ...pods, app }] : [];
  });
}

/**
 * The settings of a service as its process gets them: the variables of the pod, and the content of the files that
 * variables such as `REDIS_URL_FILE` name.
 */
export function givenSettings(
  pods: Pods,
  objects: readonly KubeObject[],
  { secrets }: CheckContext,
): Readonly<Record<string, string>> {
  const files = secretFiles(pods, at(pods.spec, 'containers.0'));
  return Object.fromEntries(
    [...variablesOf(pods, objects)].flatMap(([name, value]) => {
      if (!name.endsWith('_FILE')) return [[name, value]];
      const found = files.get(value);
      const content = found && secrets.get(found.secret)?.[found.key];
      return content === undefined ? [] : [[name.slice(0, -'_FILE'.length), content]];
    }),
  );
}

/** The values of the settings of the runtime, with their defaults. */
function runtimeOf(pods: Pods, objects: readonly KubeObject[], context: CheckContext) {
  return loadConfig(runtimeConfig, givenSettings(pods, objects, context));
}

function names(schema: z.ZodType): string[] {
  return 'shape' in schema ? Object.keys(schema.shape as object) : [];
}

export const SETTINGS_RULES: readonly Rule<CheckContext>[] = [
  {
    name: 'settings exist',
    check: (objects, context) =>
      servicePods(objects, context).flatMap((pods) => {
        const known = [...names(runtimeConfig), ...names(context.settings.get(pods.app) ?? z.unknown())];
        return [...variablesOf(pods, objects).keys()]
          .map((name) => name.replace(/_FILE$/, ''))
          .filter((name) => !known.includes(name) && !OF_LIBRARIES.includes(name))
          .map((name) => ({ object: pods.owner, message: `${pods.app} has no setting ${name}` }));
      }),
  },
  {
    name: 'settings are complete and right',
    check: (objects, context) =>
      servicePods(objects, context).flatMap((pods) => {
        const given = givenSettings(pods, objects, context);
        const schemas = [runtimeConfig, context.settings.get(pods.app) ?? z.unknown()];
        return schemas.flatMap((schema) => {
          const { error } = schema.safeParse(given);
          return (error?.issues ?? []).map((issue) => ({
            object: pods.owner,
            message: `${issue.path.join('.')}: ${issue.message}`,
          }));
        });
      }),
  },
  {
    name: 'ConfigMaps exist',
    check: (objects) =>
      workloadPods(objects).flatMap((pods) => {
        const used = [
          ...listAt(pods.spec, 'containers').flatMap((container) =>
            listAt(container, 'envFrom').map((source) => textAt(source, 'configMapRef.name')),
          ),
          ...listAt(pods.spec, 'volumes').map((volume) => textAt(volume, 'configMap.name')),
        ];
        return used
          .filter((name) => name !== undefined && named(objects, 'ConfigMap', name) === undefined)
          .map((name) => ({ object: pods.owner, message: `there is no ConfigMap ${name ?? ''}` }));
      }),
  },
  {
    name: 'files of secrets exist',
    check: (objects, context) =>
      workloadPods(objects).flatMap((pods) =>
        listAt(pods.spec, 'containers').flatMap((container) => {
          const files = secretFiles(pods, container);
          const named = listAt(container, 'env')
            .filter((variable) => /_FILE$/.test(textAt(variable, 'name') ?? ''))
            .filter((variable) => !files.has(textAt(variable, 'value') ?? ''))
            .map((variable) => `${textAt(variable, 'name') ?? ''} names a file that is no secret`);
          const missing = [...files.values()]
            .filter(({ secret, key }) => !hasKey(objects, context, secret, key))
            .map(({ secret, key }) => `nobody makes the key ${key} of the Secret ${secret}`);
          return [...named, ...missing].map((message) => ({ object: pods.owner, message }));
        }),
      ),
  },
  {
    name: 'authority of TLS is a file',
    check: (objects) =>
      workloadPods(objects).flatMap((pods): Complaint[] => {
        const file = variablesOf(pods, objects).get('NODE_EXTRA_CA_CERTS');
        const found = secretFiles(pods, at(pods.spec, 'containers.0')).get(file ?? '');
        const isFine = file === undefined || file.startsWith(OF_KUBERNETES) || found?.key === 'ca.crt';
        return isFine ? [] : [{ object: pods.owner, message: `${file} is not a mounted certificate` }];
      }),
  },
  {
    name: 'end before the kill',
    check: (objects, context) =>
      servicePods(objects, context).flatMap((pods) => {
        const { SHUTDOWN_TIMEOUT_MS: endMs, DRAIN_DELAY_MS: drainMs } = runtimeOf(pods, objects, context);
        const graceMs = Number(at(pods.spec, 'terminationGracePeriodSeconds') ?? 30) * 1_000;
        if (graceMs > endMs && endMs > drainMs) return [];
        return [
          {
            object: pods.owner,
            message: `is killed after ${graceMs} ms, and needs up to ${endMs} ms to end`,
          },
        ];
      }),
  },
  {
    name: 'proxies are trusted',
    check: (objects, context) => {
      if (ofKind(objects, 'Ingress').length === 0) return [];
      return servicePods(objects, context)
        .filter(({ ports }) => ports.has('http'))
        .filter((pods) => (givenSettings(pods, objects, context)['TRUSTED_PROXIES'] ?? '') === '')
        .map(({ owner }) => ({
          object: owner,
          message: 'is behind an Ingress and believes no proxy (TRUSTED_PROXIES)',
        }));
    },
  },
  {
    name: 'leaves load balancers in time',
    check: (objects, context) =>
      servicePods(objects, context)
        .filter(({ ports }) => ports.has('http'))
        .filter((pods) => runtimeOf(pods, objects, context).DRAIN_DELAY_MS < 5_000)
        .map(({ owner }) => ({
          object: owner,
          message: 'must go on for 5 s after the signal (DRAIN_DELAY_MS)',
        })),
  },
];

/** Whether a key of a Secret comes from k8s/new-secrets.mjs or from an operator. */
export function hasKey(
  objects: readonly KubeObject[],
  { secrets }: CheckContext,
  secret: string,
  key: string,
): boolean {
  if (secrets.get(secret)?.[key] !== undefined) return true;
  const postgres = ofKind(objects, 'Cluster').some(
    (one) => `${textAt(one, 'metadata.name') ?? ''}-app` === secret,
  );
  const certificate = ofKind(objects, 'Certificate').some((one) => textAt(one, 'spec.secretName') === secret);
  return (
    (postgres && (MADE_BY_OPERATORS['Cluster'] ?? []).includes(key)) ||
    (certificate && (MADE_BY_OPERATORS['Certificate'] ?? []).includes(key))
  );
}
