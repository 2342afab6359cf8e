import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { identified, isRunning } from '../bootstrap/running-process.mjs';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { killTree, processesIn, startInBackground, terminate } from './processes.ts';

const STUBBORN = "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);";

describe('a process in the background', () => {
  it('is known by its number and its start, writes into its log, and ends when asked to', async (t) => {
    const folder = temporaryFolder(t);
    const log = path.join(folder, 'out.log');
    const args = ['--eval', "console.log('hello'); setInterval(() => {}, 1000);"];
    const known = startInBackground({ file: process.execPath, args, cwd: folder, env: {} }, log);
    t.after(() => killTree(known));
    assert.equal(isRunning(known), true);
    assert.equal(isRunning({ ...known, startedAt: 'another start' }), false);
    assert.deepEqual(processesIn(folder), [known]);
    while (!readFileSync(log, 'utf8').includes('hello'))
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(await terminate(known, { deadlineMs: 10_000 }), 'ended');
    assert.equal(await terminate(known, { deadlineMs: 10_000 }), 'was not running');
    assert.deepEqual(processesIn(folder), []);
  });

  it('is killed with its children if it does not end in time', async () => {
    const program = `const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
      console.error(child.pid); ${STUBBORN}`;
    const parent = spawn(process.execPath, ['--eval', program], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [childPid] = (await once(parent.stderr, 'data')) as [Buffer];
    await once(parent.stdout, 'data');
    const child = identified(Number(childPid.toString()));
    assert.equal(isRunning(child), true);
    assert.equal(await terminate(identified(parent.pid ?? 0), { deadlineMs: 100 }), 'killed');
    assert.equal(isRunning(child), false);
  });
});
