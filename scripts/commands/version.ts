/**
 * `node scripts/run.mjs set-version` gives everything else the version that `nx release` has given the packages of
 * apps/ and libs/: the project itself, the lock file, the version that the services and the command line report, and
 * the tag of the image in k8s/. A test of libs/service-runtime checks that they agree.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../bootstrap/project.mjs';

interface Versioned {
  version?: string;
}

interface LockFile extends Versioned {
  readonly packages: Readonly<Record<string, Versioned>>;
}

const OUR_PACKAGE = /^(apps|libs)\/[^/]+$/;

function readText(file: string): string {
  return readFileSync(path.join(projectRoot, file), 'utf8');
}

function writeText(file: string, text: string): void {
  writeFileSync(path.join(projectRoot, file), text);
}

function writeJson(file: string, value: unknown): void {
  writeText(file, `${JSON.stringify(value, null, 2)}\n`);
}

function replaceOnce(file: string, pattern: RegExp, replacement: string): void {
  const text = readText(file);
  if (!pattern.test(text)) throw new Error(`${file} has no ${String(pattern)}`);
  writeText(file, text.replace(pattern, replacement));
}

export function run(): Promise<void> {
  const { version } = JSON.parse(readText('libs/service-runtime/package.json')) as Required<Versioned>;
  const root = JSON.parse(readText('package.json')) as Versioned;
  writeJson('package.json', { ...root, version });
  const lock = JSON.parse(readText('package-lock.json')) as LockFile;
  lock.version = version;
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place === '' || OUR_PACKAGE.test(place)) entry.version = version;
  }
  writeJson('package-lock.json', lock);
  replaceOnce('libs/service-runtime/src/version.ts', /VERSION = '[^']+'/, `VERSION = '${version}'`);
  replaceOnce('k8s/base/kustomization.yaml', /newTag: .+/, `newTag: ${version}`);
  console.log(`Everything has the version ${version}.`);
  return Promise.resolve();
}
