import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const running = new Set<ChildProcess>();
let isWatching = false;
let isLeaving = false;

/**
 * Ends the process with this one if this one is interrupted. Otherwise services of a measurement that was interrupted
 * would go on, and take part in the next one.
 */
export function endWithUs(child: ChildProcess): void {
  if (child.pid === undefined) return; // it could not be started
  if (isLeaving) child.kill('SIGTERM');
  if (!isWatching) {
    isWatching = true;
    for (const signal of SIGNALS) process.once(signal, () => void leave(signal));
  }
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** Asks the processes to end in order. A second signal ends this process at once. */
async function leave(signal: NodeJS.Signals): Promise<void> {
  isLeaving = true;
  await Promise.all(
    [...running].map((child) => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      return ended;
    }),
  );
  process.kill(process.pid, signal);
}
