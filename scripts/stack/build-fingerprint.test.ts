import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { projectRoot } from '../bootstrap/project.mjs';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { appsWith } from './app-table.ts';
import { buildFingerprint, foldersOfApp } from './build-fingerprint.ts';

function write(root: string, folder: string, dependencies: readonly string[], program: string): void {
  const names = Object.fromEntries(dependencies.map((name) => [`@scrutin/${name}`, '*']));
  mkdirSync(path.join(root, folder, 'dist'), { recursive: true });
  writeFileSync(
    path.join(root, folder, 'package.json'),
    JSON.stringify({ dependencies: { zod: '4', ...names } }),
  );
  writeFileSync(path.join(root, folder, 'dist', 'main.js'), program);
}

/** One application that uses `near`, which uses `far`, and another one that uses neither. */
function project(t: TestContext): string {
  const root = temporaryFolder(t);
  write(root, 'apps/api', ['near'], 'api');
  write(root, 'apps/other', [], 'other');
  write(root, 'libs/near', ['far'], 'near');
  write(root, 'libs/far', ['near'], 'far');
  write(root, 'libs/unused', [], 'unused');
  return root;
}

describe('the program of an application', () => {
  it('is its own build and that of the libs it uses, directly or not', (t) => {
    const root = project(t);
    const names = foldersOfApp(root, 'api').map((folder) => path.relative(root, folder));
    assert.deepEqual(names, ['apps/api', 'libs/far', 'libs/near']);
  });

  it('changes with any of these and with nothing else', (t) => {
    const root = project(t);
    const before = [buildFingerprint(root, 'api'), buildFingerprint(root, 'other')];
    write(root, 'libs/unused', [], 'unused, but changed');
    writeFileSync(path.join(root, 'apps/api/dist/main.d.ts'), 'types alone');
    write(root, 'apps/api', ['near'], 'api');
    assert.deepEqual([buildFingerprint(root, 'api'), buildFingerprint(root, 'other')], before);
    write(root, 'libs/far', ['near'], 'far, but changed');
    assert.notEqual(buildFingerprint(root, 'api'), before[0]);
    assert.equal(buildFingerprint(root, 'other'), before[1]);
  });

  it('is found for every application that npm start runs', () => {
    for (const { app } of appsWith(1)) {
      const folders = foldersOfApp(projectRoot, app).map((folder) => path.relative(projectRoot, folder));
      assert.ok(folders.includes('libs/service-runtime'), app);
    }
  });
});
