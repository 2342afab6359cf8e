import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { exitCodeOf, isInterruption } from './interrupts.mjs';

const MODULE = new URL('interrupts.mjs', import.meta.url).href;

/** A command that cleans up after an interruption. A second one ends it at once. */
const ORDERLY = `
  import { exitCodeOf, interruptible } from ${JSON.stringify(MODULE)};
  let times = 0;
  const interrupted = (signal) => {
    times += 1;
    console.log('interrupted', times);
    if (times === 2) process.exit(exitCodeOf(signal));
  };
  await interruptible(interrupted, () => {
    console.log('ready');
    return new Promise((resolve) => setTimeout(resolve, 60_000));
  });`;

/** A command that does not clean up. */
const PLAIN = `
  import { handleInterrupts } from ${JSON.stringify(MODULE)};
  handleInterrupts();
  console.log('ready');
  setTimeout(() => {}, 60_000);`;

async function started(program: string) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const written: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => written.push(text));
  await once(child.stdout, 'data');
  return { child, output: () => written.join('') };
}

describe('an interruption', () => {
  it('ends a command that does not clean up, with the exit code of the signal', async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const { child } = await started(PLAIN);
      child.kill(signal);
      assert.deepEqual(await once(child, 'exit'), [exitCodeOf(signal), null]);
    }
  });

  it('that arrives twice at the same moment, from the terminal and from npm, counts as one', async () => {
    const { child, output } = await started(ORDERLY);
    child.kill('SIGINT');
    child.kill('SIGINT');
    child.kill('SIGTERM');
    while (!output().includes('interrupted 1')) await delay(10);
    await delay(700);
    assert.doesNotMatch(output(), /interrupted 2/);
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [130, null]);
    assert.match(output(), /interrupted 2/);
  });

  it('is one of three signals', () => {
    assert.equal(isInterruption('SIGHUP'), true);
    assert.equal(isInterruption('SIGKILL'), false);
  });
});
