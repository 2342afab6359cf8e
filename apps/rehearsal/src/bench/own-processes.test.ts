import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from '@scrutin/testkit/without-services';

const MODULE = fileURLToPath(new URL('../../dist/bench/own-processes.js', import.meta.url));

/** Starts two processes, and says which. The second needs a moment to end. */
const MEASUREMENT = `
  import { spawn } from 'node:child_process';
  import { endWithUs } from ${JSON.stringify(MODULE)};
  const slow = "process.on('SIGTERM', () => setTimeout(() => process.exit(), 300)); console.log('ready');";
  const children = ['setInterval(() => {}, 1000); console.log("ready");', slow + 'setInterval(() => {}, 1000);'].map(
    (code) => spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] }));
  for (const child of children) endWithUs(child);
  await Promise.all(children.map((child) => new Promise((resolve) => child.stdout.once('data', resolve))));
  console.log(JSON.stringify(children.map(({ pid }) => pid)));
`;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'processes of a measurement end with it after %s',
  async (signal) => {
    const measurement = spawn(process.execPath, ['--input-type=module', '--eval', MEASUREMENT]);
    const [line] = (await once(measurement.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString()) as number[];
    expect(pids.map(isRunning)).toEqual([true, true]);
    const ended = once(measurement, 'exit');
    measurement.kill(signal);
    expect(await ended).toEqual([null, signal]);
    await until('nothing of it runs', () => !pids.some(isRunning));
  },
);
