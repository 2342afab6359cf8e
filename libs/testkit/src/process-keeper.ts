import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

/** Kills the processes that it keeps when its input ends. The input ends however the test run ends. */
const KEEPER = `
const kept = new Set();
let rest = '';
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  for (const line of lines) {
    const pid = Number(line.slice(1));
    if (line[0] === '+') kept.add(pid); else kept.delete(pid);
  }
});
process.stdin.on('end', () => {
  for (const pid of kept) { try { process.kill(pid, 'SIGKILL'); } catch {} }
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
`;

/**
 * Makes sure that no process outlives the tests that started it, even if the test run is killed or times out. It starts
 * a small process, which notices the end of the test run by the end of a pipe.
 */
export class ProcessKeeper {
  #keeper: ChildProcess | undefined;

  keep(pid: number): void {
    this.#keeper ??= spawn(process.execPath, ['-e', KEEPER], {
      stdio: ['pipe', 'ignore', 'inherit'],
      detached: true,
    });
    this.#keeper.stdin?.write(`+${pid}\n`);
  }

  release(pid: number): void {
    this.#keeper?.stdin?.write(`-${pid}\n`);
  }

  /** Kills the processes that are still kept, and ends the small process. */
  async end(): Promise<void> {
    const keeper = this.#keeper;
    this.#keeper = undefined;
    if (keeper === undefined) return;
    const ended = new Promise((resolve) => keeper.once('exit', resolve));
    keeper.stdin?.end();
    await ended;
  }
}
