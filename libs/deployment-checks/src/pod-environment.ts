import type { Json } from './json.ts';
import { at, entriesAt, listAt, plain, textAt } from './json.ts';
import type { KubeObject } from './kube-object.ts';
import { named } from './kube-object.ts';
import type { Pods } from './pods.ts';

/** A key of a Secret. */
export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

/** The variables of the first container of these pods that have a plain value: those of ConfigMaps, then its own. */
export function variablesOf(pods: Pods, objects: readonly KubeObject[]): ReadonlyMap<string, string> {
  const container = at(pods.spec, 'containers.0');
  const ofMaps = listAt(container, 'envFrom').flatMap((source) =>
    entriesAt(named(objects, 'ConfigMap', textAt(source, 'configMapRef.name') ?? ''), 'data'),
  );
  const own = listAt(container, 'env')
    .filter((variable) => at(variable, 'valueFrom') === undefined)
    .map((variable) => [textAt(variable, 'name') ?? '', at(variable, 'value') ?? ''] as const);
  return new Map([...ofMaps, ...own].map(([name, value]) => [name, plain(value)]));
}

/** The Secrets that a container finds as files: what is at each path. */
export function secretFiles(pods: Pods, container: Json | undefined): ReadonlyMap<string, SecretKey> {
  const files = new Map<string, SecretKey>();
  for (const mount of listAt(container, 'volumeMounts')) {
    const folder = textAt(mount, 'mountPath') ?? '';
    const volume = listAt(pods.spec, 'volumes').find((one) => textAt(one, 'name') === textAt(mount, 'name'));
    for (const { secret, key, path } of secretItems(volume)) files.set(`${folder}/${path}`, { secret, key });
  }
  return files;
}

function secretItems(volume: Json | undefined): (SecretKey & { path: string })[] {
  const direct = at(volume, 'secret');
  const sources = [
    ...(direct === undefined ? [] : [{ name: textAt(direct, 'secretName'), items: listAt(direct, 'items') }]),
    ...listAt(volume, 'projected.sources').map((source) => ({
      name: textAt(source, 'secret.name'),
      items: listAt(source, 'secret.items'),
    })),
  ];
  return sources.flatMap(({ name, items }) =>
    name === undefined
      ? []
      : items.map((item) => ({
          secret: name,
          key: textAt(item, 'key') ?? '',
          path: textAt(item, 'path') ?? '',
        })),
  );
}

/** The whole Secrets that pods mount without naming keys. */
export function wholeSecrets(pods: Pods): string[] {
  return listAt(pods.spec, 'volumes')
    .filter((volume) => at(volume, 'secret') !== undefined && listAt(volume, 'secret.items').length === 0)
    .map((volume) => textAt(volume, 'secret.secretName') ?? '');
}
