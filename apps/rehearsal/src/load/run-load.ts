import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../bench/own-processes.ts';
import type { LoadEnd, LoadInterval, LoadOrder } from './load-order.ts';
import { loadMessage } from './load-order.ts';

const PROGRAM = fileURLToPath(new URL('main.js', import.meta.url));

/** What became of a load. */
export interface LoadOutcome extends LoadEnd {
  readonly intervals: readonly LoadInterval[];
}

export interface LoadWatch {
  /** Called once a second, with the votes that were accepted and those that were refused so far. */
  readonly onProgress?: (accepted: number, refused: number) => void;
  /** Called when the process runs. */
  readonly onStart?: (pid: number) => void;
}

/**
 * Runs the load generator in a process of its own until each of its votes has an answer.
 *
 * @throws Error if the generator fails
 */
export async function runLoad(order: LoadOrder, watch: LoadWatch = {}): Promise<LoadOutcome> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  endWithUs(child);
  if (child.pid !== undefined) watch.onStart?.(child.pid);
  child.stdin.end(JSON.stringify(order));
  const ended = once(child, 'close');
  const intervals: LoadInterval[] = [];
  let end: LoadEnd | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const message = loadMessage.parse(JSON.parse(line));
    if (message.kind === 'progress') watch.onProgress?.(message.accepted, message.refused);
    else if (message.kind === 'interval') intervals.push(message.interval);
    else end = message;
  }
  await ended;
  if (end === undefined) throw new Error('The load generator failed; what it wrote above says why.');
  return { ...end, intervals };
}
