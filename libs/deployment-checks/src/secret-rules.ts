import type { CheckContext } from './check-context.ts';
import type { Json } from './json.ts';
import { at, isObject, listAt, textAt } from './json.ts';
import type { KubeObject, Rule } from './kube-object.ts';
import { ofKind } from './kube-object.ts';
import { secretFiles, variablesOf, wholeSecrets } from './pod-environment.ts';
import { workloadPods } from './pods.ts';
import { serversOf } from './server-address.ts';
import { givenSettings, hasKey } from './settings-rules.ts';

/** The credentials of the object store are not ours to make: README.md says how they become a Secret. */
const GIVEN_BY_THE_OPERATOR: Readonly<Record<string, readonly string[]>> = {
  'scrutin-backups': ['access-key-id', 'secret-access-key'],
};

/** A place where an object of an operator names a Secret: with a key, or the keys that the operator expects. */
interface Reference {
  readonly object: KubeObject;
  readonly secret: string;
  readonly keys: readonly string[];
}

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  importCredentialsSecret: ['username', 'password'],
  passwordSecret: ['username', 'password'],
  connectionSecret: ['username', 'password', 'uri'],
  externalSecret: ['username', 'password', 'host', 'port', 'provider', 'type', 'default_user.conf'],
};

/** All Secrets that objects of operators name. */
function references(objects: readonly KubeObject[]): Reference[] {
  return objects
    .filter(({ apiVersion }) => apiVersion.includes('.') && !apiVersion.includes('k8s.io'))
    .flatMap((object) => search(object, object));
}

function search(value: Json | undefined, object: KubeObject): Reference[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => search(item, object));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, inner]) => {
    const name = textAt(inner, 'name');
    const keys = EXPECTED[field];
    if (keys !== undefined && name !== undefined) return [{ object, secret: name, keys }];
    const key = textAt(inner, 'key');
    const isReference = name !== undefined && key !== undefined;
    if (isReference && field !== 'value') return [{ object, secret: name, keys: [key] }];
    if (field === 'secretTargetRef' && Array.isArray(inner)) {
      return (inner as readonly Json[]).map((one) => ({
        object,
        secret: textAt(one, 'name') ?? '',
        keys: [textAt(one, 'key') ?? ''],
      }));
    }
    return search(inner, object);
  });
}

export const SECRET_RULES: readonly Rule<CheckContext>[] = [
  {
    name: 'secrets of operators exist',
    check: (objects, context) =>
      references(objects).flatMap(({ object, secret, keys }) =>
        keys
          .filter((key) => !hasKey(objects, context, secret, key))
          .filter((key) => !(GIVEN_BY_THE_OPERATOR[secret] ?? []).includes(key))
          .map((key) => ({ object, message: `nobody makes the key ${key} of the Secret ${secret}` })),
      ),
  },
  {
    name: 'every secret is used',
    check: (objects, { secrets }) => {
      const used = new Set([
        ...workloadPods(objects).flatMap((pods) =>
          listAt(pods.spec, 'containers').flatMap((container) =>
            [...secretFiles(pods, container).values()].map(({ secret }) => secret),
          ),
        ),
        ...workloadPods(objects).flatMap(wholeSecrets),
        ...references(objects).map(({ secret }) => secret),
      ]);
      const [first] = ofKind(objects, 'Namespace');
      if (first === undefined) return [];
      return [...secrets.keys()]
        .filter((name) => !used.has(name) && name !== 'scrutin-postgres-exporter')
        .map((name) => ({ object: first, message: `nothing uses the Secret ${name}` }));
    },
  },
  {
    name: 'TLS is used where it is there',
    check: (objects, context) => {
      const hasTls = ofKind(objects, 'RabbitmqCluster').some((one) => at(one, 'spec.tls') !== undefined);
      if (!hasTls) return [];
      const postgres = ofKind(objects, 'Cluster')
        .filter((one) => at(one, 'spec.certificates.serverTLSSecret') === undefined)
        .map((object) => ({ object, message: 'has a certificate of another authority' }));
      const pods = workloadPods(objects).flatMap((one) => {
        const given = givenSettings(one, objects, context);
        const plainUrls = Object.entries(given)
          .filter(([name, value]) => /_URL$/.test(name) && /^(amqp|redis|redis\+cluster|http):/.test(value))
          .map(([name]) => name)
          .filter((name) => name !== 'SCRUTIN_API_URL');
        const isChecked =
          !variablesOf(one, objects).has('DATABASE_URL_FILE') || given['PGSSLMODE'] === 'verify-full';
        return [...plainUrls, ...(isChecked ? [] : ['PGSSLMODE'])].map((name) => ({
          object: one.owner,
          message: `${name} has no TLS`,
        }));
      });
      return [...postgres, ...pods];
    },
  },
  {
    name: 'servers with TLS have a certificate for their name',
    check: (objects, context) => {
      const names = ofKind(objects, 'Certificate').flatMap((one) => listAt(one, 'spec.dnsNames'));
      return workloadPods(objects).flatMap((pods) =>
        Object.values(givenSettings(pods, objects, context))
          .filter((value) => /^(amqps|rediss|rediss\+cluster|https):/.test(value))
          .flatMap(serversOf)
          // Node.js accepts a wildcard only before two words or more, so that none is used.
          .filter(({ host }) => !names.includes(host))
          .map(({ host }) => ({ object: pods.owner, message: `no certificate names ${host}` })),
      );
    },
  },
];
