import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../bench/own-processes.ts';
import type { ReadersOrder, ReadersReport } from './readers-order.ts';
import { readersReport } from './readers-order.ts';

const PROGRAM = fileURLToPath(new URL('readers-main.js', import.meta.url));

/** Starts the readers, in a process of their own. */
export function startReaders(order: ReadersOrder): { end(): Promise<ReadersReport> } {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  endWithUs(child);
  child.stdin.write(`${JSON.stringify(order)}\n`);
  const printed = text(child.stdout);
  const closed = once(child, 'close');
  return {
    async end() {
      child.stdin.end();
      await closed;
      return readersReport.parse(JSON.parse(await printed));
    },
  };
}
