import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../../..');
const DOCKERFILE = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8');
const IGNORED = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The programs in the image, as the Dockerfile lists them. */
const PROGRAMS = (/^ARG APPS="([^"]+)"$/m.exec(DOCKERFILE)?.[1] ?? '').split(' ').map((app) => `apps/${app}`);

/** The packages of ours that a package needs while it runs. */
function packagesBehind(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
  return Object.keys(manifest.dependencies ?? {})
    .filter((name) => name.startsWith('@scrutin/'))
    .map((name) => name.replace('@scrutin/', ''))
    .map((name) => (existsSync(path.join(ROOT, 'libs', name)) ? `libs/${name}` : `apps/${name}`));
}

/** Everything of ours that is in the image. */
function shipped(): Set<string> {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    if (found.has(folder)) return;
    found.add(folder);
    packagesBehind(folder).forEach(visit);
  };
  PROGRAMS.forEach(visit);
  return found;
}

test('the image contains the services and the command line', () => {
  expect([...PROGRAMS].sort()).toEqual([
    'apps/admin-api',
    'apps/aggregator',
    'apps/cli',
    'apps/ingestion-api',
    'apps/validation-worker',
  ]);
});

test('nothing in the image needs the rehearsal or anything that only tests use', () => {
  const packages = [...shipped()];
  expect(packages.length).toBeGreaterThan(12);
  expect(
    packages.filter((name) =>
      /rehearsal|system-tests|testkit|voting-load|deployment-checks|monitoring/.test(name),
    ),
  ).toEqual([]);
});

test('the compiler builds exactly what the image needs: a reference for each dependency', () => {
  for (const folder of shipped()) {
    const { references = [] } = JSON.parse(
      readFileSync(path.join(ROOT, folder, 'tsconfig.lib.json'), 'utf8'),
    ) as { readonly references?: readonly { readonly path: string }[] };
    const referred = references.map((one) => path.join(folder, path.dirname(one.path)));
    expect([folder, referred.filter((name) => !shipped().has(name))]).toEqual([folder, []]);
    expect([folder, packagesBehind(folder).filter((name) => !referred.includes(name))]).toEqual([folder, []]);
  }
});

test('the services run on the last stage, not as root', () => {
  const stages = [...DOCKERFILE.matchAll(/^FROM (\S+) AS (\S+)$/gm)].map(([, from, name]) => [name, from]);
  expect(stages.at(-1)).toEqual(['services', '${BASE}']);
  const last = DOCKERFILE.slice(DOCKERFILE.lastIndexOf('\nFROM '));
  expect(last).toMatch(/^USER 1000:1000$/m);
  expect(last).not.toMatch(/--chown/);
});

test('a build never sees secrets and the history', () => {
  expect(IGNORED).toEqual(
    expect.arrayContaining(['.env*', '**/*.pem', '**/*.key', '.git', '.scrutin', '**/node_modules']),
  );
});
