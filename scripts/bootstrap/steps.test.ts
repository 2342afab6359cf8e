import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { step } from './steps.mjs';

/** Collects the lines of a step without a terminal. */
async function written(work: () => Promise<void>, t: TestContext): Promise<string> {
  const pieces: string[] = [];
  const write = t.mock.method(process.stdout, 'write', (text: string) => {
    pieces.push(text);
    return true;
  });
  try {
    await work();
  } finally {
    write.mock.restore();
  }
  return pieces.join('');
}

describe('a step', { skip: process.stdout.isTTY && 'a terminal shows it otherwise' }, () => {
  it('prints what it is doing, and then one line with what was done and how long it took', async (t) => {
    const text = await written(
      () =>
        step('services', (say) => {
          say('Installing redis-server');
          return Promise.resolve('redis started');
        }),
      t,
    );
    assert.match(
      text,
      /^· services {3}Installing redis-server\n✓ services {3}redis started \(\d+\.\d s\)\n$/,
    );
  });

  it('that fails is marked, and its error is thrown to the caller', async (t) => {
    const failing = (): Promise<void> =>
      assert.rejects(
        step('build', () => Promise.reject(new Error('broken'))),
        /broken/,
      );
    assert.match(await written(failing, t), /^✗ build {6}\(\d+\.\d s\)\n$/);
  });
});
