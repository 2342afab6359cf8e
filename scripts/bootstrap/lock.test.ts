import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { withLock } from './lock.mjs';
import { Refusal } from './refusal.mjs';
import { identified } from './running-process.mjs';

const LOCK_MODULE = new URL('lock.mjs', import.meta.url).href;

/** A separate process that takes the lock, prints that, and keeps the lock until it is ended. */
async function holder(file: string) {
  const program =
    `import { withLock } from ${JSON.stringify(LOCK_MODULE)};` +
    `await withLock(${JSON.stringify(file)}, { what: 'the other', waitMs: 0 }, () => {` +
    ` console.log('held'); return new Promise((resolve) => setTimeout(resolve, 60_000)); });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the lock between two commands', () => {
  it('is released after the work, also if the work fails', async (t) => {
    const file = path.join(temporaryFolder(t), 'locks', 'dev.lock');
    assert.equal(await withLock(file, { what: 'a', waitMs: 0 }, () => Promise.resolve(7)), 7);
    await assert.rejects(
      withLock(file, { what: 'b', waitMs: 0 }, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal(existsSync(file), false);
  });

  it('lets the commands work one after the other, never two at once', async (t) => {
    const file = path.join(temporaryFolder(t), 'dev.lock');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await delay(20);
      inside -= 1;
    };
    const options = { what: 'one of five', waitMs: 10_000, waiting: () => undefined };
    await Promise.all(Array.from({ length: 5 }, () => withLock(file, options, work)));
    assert.equal(most, 1);
  });

  it('makes a second command wait for the first, and names it', async (t) => {
    const file = path.join(temporaryFolder(t), 'dev.lock');
    const other = await holder(file);
    const seen: string[] = [];
    const waiting = (found: { what: string; pid: number }): void => {
      seen.push(`${found.what} ${found.pid}`);
      other.kill('SIGKILL');
    };
    await withLock(file, { what: 'mine', waitMs: 20_000, waiting }, () => Promise.resolve());
    assert.deepEqual(seen, [`the other ${other.pid ?? 0}`]);
  });

  it('refuses a command if the first is still at work at the deadline', async (t) => {
    const file = path.join(temporaryFolder(t), 'dev.lock');
    const other = await holder(file);
    t.after(() => other.kill('SIGKILL'));
    await assert.rejects(
      withLock(file, { what: 'mine', waitMs: 100, waiting: () => undefined }, () => Promise.resolve()),
      (error: unknown) =>
        error instanceof Refusal && /the other, process \d+.*try again later/.test(error.message),
    );
    assert.equal(existsSync(file), true);
  });

  for (const [what, text] of [
    [
      'the lock of a process that has ended',
      JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'boot/1', what: 'gone' }),
    ],
    [
      'the lock of a process whose number another process has now',
      JSON.stringify({ ...identified(process.pid), startedAt: 'boot/1', what: 'gone' }),
    ],
    ['a lock file that is cut short', '{"pid":'],
    ['a lock file that contains something else', '[]'],
  ] as const) {
    it(`is taken at once in place of ${what}`, async (t) => {
      const file = path.join(temporaryFolder(t), 'dev.lock');
      writeFileSync(file, text);
      const waiting = (): never => assert.fail('there is nobody to wait for');
      assert.equal(
        await withLock(file, { what: 'mine', waitMs: 1_000, waiting }, () => Promise.resolve(1)),
        1,
      );
    });
  }
});
