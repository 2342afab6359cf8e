import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../bench/own-processes.ts';
import type { ReadersOrder, ReadersReport } from './readers-order.ts';
import { readersReport } from './readers-order.ts';

const PROGRAM = fileURLToPath(new URL('readers-main.js', import.meta.url));

/** Starts the readers, in a process of their own, and resolves when each of them has had an answer. */
export async function startReaders(order: ReadersOrder): Promise<{ end(): Promise<ReadersReport> }> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  endWithUs(child);
  child.stdin.write(`${JSON.stringify(order)}\n`);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await nextLine(lines);
  return {
    async end() {
      child.stdin.end();
      return readersReport.parse(JSON.parse(await nextLine(lines)));
    },
  };
}

async function nextLine(lines: AsyncIterator<string>): Promise<string> {
  const line = await lines.next();
  if (line.done === true) throw new Error('The readers of results ended before their time.');
  return line.value;
}
