import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Json } from './json.ts';
import type { KubeObject } from './kube-object.ts';
import { kubeObject } from './kube-object.ts';
import { findKubectl } from './kubectl.ts';
import { projectRoot } from './project-root.ts';

/** The overlays of k8s/overlays with which an installation begins. */
export const OVERLAYS = ['dev', 'prod'] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** What is rendered: the overlays, and production after its database was restored. */
export type Rendered = Overlay | 'restored';

/**
 * Renders an overlay as `kubectl apply -k` does.
 *
 * @throws Error with the message of kubectl if the overlay cannot be rendered
 */
export function render(overlay: Rendered): KubeObject[] {
  const text = execFileSync(findKubectl(), ['kustomize', `k8s/overlays/${overlay}`], {
    cwd: projectRoot(),
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return parseAllDocuments(text).map((document) => kubeObject(document.toJS() as Json));
}

/** The Secrets that k8s/new-secrets.mjs makes for an overlay: the values by key, by the name of the Secret. */
export function newSecrets(overlay: Overlay): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const script = path.join(projectRoot(), 'k8s', 'new-secrets.mjs');
  const list = JSON.parse(execFileSync(process.execPath, [script, overlay], { encoding: 'utf8' })) as {
    readonly items: readonly {
      readonly metadata: { readonly name: string };
      readonly stringData: Record<string, string>;
    }[];
  };
  return new Map(list.items.map(({ metadata, stringData }) => [metadata.name, stringData]));
}
