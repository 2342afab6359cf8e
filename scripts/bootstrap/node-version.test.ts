import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { problemWithNode } from './node-version.mjs';
import { pinnedNode } from './packages.mjs';
import { projectRoot } from './project.mjs';

describe('the Node.js that begins a command', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.21.0', '26.10.0']) {
    it(`may be ${version}`, () => {
      assert.equal(problemWithNode(version), null);
    });
  }

  for (const version of ['20.18.3', '18.20.4', '14.21.3', '0.12.18']) {
    it(`may not be ${version}, and the message says what to do`, () => {
      const problem = problemWithNode(version) ?? '';
      assert.match(problem, new RegExp(`needs Node\\.js 20\\.19 or newer.* this is Node\\.js ${version}`));
      assert.match(problem, /Install a newer one from https:\/\/nodejs\.org/);
    });
  }

  it('reads no syntax and no module in the entry that an old Node.js does not have', () => {
    for (const file of ['scripts/run.mjs', 'scripts/services.mjs', 'scripts/bootstrap/node-version.mjs']) {
      const text = readFileSync(path.join(projectRoot, file), 'utf8').replaceAll(/\/\*[^]*?\*\//g, '');
      assert.doesNotMatch(text, /\?\?|\?\.|^await|'node:/m, file);
    }
  });
});

describe('a command', () => {
  const entry = path.join(projectRoot, 'scripts', 'run.mjs');

  it('runs on the pinned Node.js', () => {
    const pinned = pinnedNode(projectRoot);
    assert.equal(process.execPath, pinned);
    assert.equal(process.versions.node.split('.')[0], '24');
  });

  it('finds the programs of the packages first', () => {
    const [first] = (process.env['PATH'] ?? '').split(path.delimiter);
    assert.equal(first, path.join(projectRoot, 'node_modules', '.bin'));
  });

  it('that is not known is refused with the names of those that are', () => {
    const { status, stderr } = spawnSync(process.execPath, [entry, 'launch'], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^Usage: node scripts\/run\.mjs start\|dev\|test/);
  });

  it('passes the exit code of what it runs on', () => {
    const { status, stderr } = spawnSync(process.execPath, [entry, 'services', 'fly'], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^Usage: node scripts\/services\.mjs up\|down/);
  });
});
