import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { VERSION } from './version.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

function read(...parts: string[]): string {
  return readFileSync(path.join(ROOT, ...parts), 'utf8');
}

/** Every package of the project, and the project itself. */
const packages = [
  '.',
  ...['apps', 'libs'].flatMap((room) =>
    readdirSync(path.join(ROOT, room)).map((name) => path.join(room, name)),
  ),
];

// `npm run version` changes all of these together.
describe('the version of the system', () => {
  it.each(packages)('is the version of %s', (folder) => {
    const json = JSON.parse(read(folder, 'package.json')) as { version: string };
    expect(json.version).toBe(VERSION);
  });

  it('is the version in the lock file', () => {
    const lock = JSON.parse(read('package-lock.json')) as {
      version: string;
      packages: Record<string, { version?: string }>;
    };
    expect(lock.version).toBe(VERSION);
    const ours = Object.entries(lock.packages).filter(
      ([place]) => place === '' || /^(apps|libs)\/[^/]+$/.test(place),
    );
    expect(ours.filter(([, { version }]) => version !== VERSION)).toEqual([]);
  });

  it('is the tag of the image in the Kubernetes manifests', () => {
    expect(/newTag: (.+)/.exec(read('k8s/overlays/prod/kustomization.yaml'))?.[1]).toBe(VERSION);
  });
});
