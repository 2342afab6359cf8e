import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { ProcessKeeper } from './process-keeper.ts';

const forever = (): ChildProcess =>
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
const ended = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => child.once('exit', resolve));

test('a kept process is killed when the keeper ends; a released one is not', async () => {
  const keeper = new ProcessKeeper();
  const [kept, released] = [forever(), forever()];
  const ends = ended(kept);
  keeper.keep(kept.pid!);
  keeper.keep(released.pid!);
  keeper.release(released.pid!);
  await keeper.end();
  await ends;
  expect(kept.signalCode).toBe('SIGKILL');
  expect(released.exitCode).toBeNull();
  const end = ended(released);
  released.kill('SIGKILL');
  await end;
});
