import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../../..');
const NOT_SHIPPED = workspacesRemovedBy(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8'));

/** The folders of a package that the image keeps. */
const KEPT = ['bin', 'dist', 'examples', 'node_modules'];

/** The list of workspaces in the loop of the Dockerfile that removes them. */
function workspacesRemovedBy(dockerfile: string): string[] {
  const list = /for package in ([^;]+);/.exec(dockerfile)?.[1];
  if (list === undefined) throw new Error('The Dockerfile removes no workspaces.');
  return list.trim().split(/\s+/);
}

/** Name and dependencies of every workspace, by its folder. */
function workspaces(): Map<string, { readonly name: string; readonly dependencies: readonly string[] }> {
  const folders = ['apps', 'libs'].flatMap((group) =>
    readdirSync(path.join(ROOT, group)).map((name) => `${group}/${name}`),
  );
  return new Map(
    folders.map((folder) => {
      const manifest = JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')) as {
        name: string;
        dependencies?: Record<string, string>;
      };
      return [folder, { name: manifest.name, dependencies: Object.keys(manifest.dependencies ?? {}) }];
    }),
  );
}

test('the image contains neither the rehearsal nor anything that only tests use', () => {
  expect(NOT_SHIPPED).toEqual(
    expect.arrayContaining(['apps/rehearsal', 'apps/system-tests', 'libs/testkit', 'libs/voting-load']),
  );
});

test('the image contains no sources, tests, fixtures or measurements of a package', () => {
  const dockerfile = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8');
  const removed = [...dockerfile.matchAll(/-name (\w[\w-]*)/g)].map(([, name]) => name);
  expect(removed).toEqual(expect.arrayContaining(['src', 'bench', 'out-tsc', 'fixtures']));
  // A package has only folders that the image keeps or that the Dockerfile removes by name.
  for (const folder of [...workspaces().keys()].filter((one) => !NOT_SHIPPED.includes(one))) {
    const folders = readdirSync(path.join(ROOT, folder), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const kept = folders.map(({ name }) => name).filter((name) => !removed.includes(name));
    expect([folder, kept.filter((name) => !KEPT.includes(name))]).toEqual([folder, []]);
  }
});

test('no package in the image depends on one that is not in it', () => {
  const all = workspaces();
  const missing = new Set(NOT_SHIPPED.map((folder) => all.get(folder)?.name));
  expect(missing).not.toContain(undefined);
  const shipped = [...all].filter(([folder]) => !NOT_SHIPPED.includes(folder));
  expect(shipped.map(([folder]) => folder)).toContain('apps/cli');
  for (const [folder, { dependencies }] of shipped) {
    expect([folder, dependencies.filter((name) => missing.has(name))]).toEqual([folder, []]);
  }
});
