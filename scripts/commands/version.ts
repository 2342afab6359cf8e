/**
 * `npm run version [-- --dry-run]`: `nx release` collects the version plans in CHANGELOG.md and gives the packages of
 * apps/ and libs/ the next version. Then everything else gets this version: the project itself, the lock file, the
 * version that the services and the command line report, and the tag of the image in k8s/. A test of
 * libs/service-runtime checks that they agree. `--dry-run` only shows what `nx release` would do.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runVisibly } from '../bootstrap/foreground.mjs';
import { projectRoot } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';

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

/** Gives everything the version that the packages have. */
function setVersion(): string {
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
  replaceOnce('k8s/overlays/prod/kustomization.yaml', /newTag: .+/, `newTag: ${version}`);
  return version;
}

function isDryRun(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { 'dry-run': { type: 'boolean', default: false } } }).values[
      'dry-run'
    ];
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\nUsage: npm run version [-- --dry-run]`, { cause: error });
  }
}

export async function run(args: readonly string[]): Promise<number> {
  const dryRun = isDryRun(args);
  const code = await runVisibly('nx', ['release', '--skip-publish', ...(dryRun ? ['--dry-run'] : [])]);
  if (code !== 0 || dryRun) return code;
  const version = setVersion();
  console.log(`Everything has the version ${version}.`);
  return runVisibly('prettier', ['--write', '--log-level', 'warn', 'CHANGELOG.md']);
}
