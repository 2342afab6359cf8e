import { Worker } from 'node:worker_threads';
import type { ResultFile } from '@scrutin/exports';
import { resultFile } from '@scrutin/exports';
import { InvariantViolation, TransientError } from '@scrutin/service-runtime';
import type { FileTask, MakeFile } from './file-task.ts';

/** What one thread may use: a PDF file of 125 races with ten rounds each needed a third of it. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 512 } as const;

/**
 * Makes workbooks and PDF files in a thread of their own, because they take from 20 ms to seconds in which no vote could
 * be accepted (docs/PERFORMANCE.md). Texts are written in place: they take less time than a thread needs to start.
 *
 * @throws TransientError if a file takes longer than `timeoutMs`
 */
export function makeInThread(
  timeoutMs: number,
  script = new URL('./file-worker.js', import.meta.url),
): MakeFile {
  return (task) =>
    task.format === 'xlsx' || task.format === 'pdf'
      ? inThread(task, timeoutMs, script)
      : resultFile(task.record, { ...task, print: notPrinted });
}

function inThread(task: FileTask, timeoutMs: number, script: URL): Promise<ResultFile> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task, resourceLimits: THREAD_LIMITS });
    const deadline = setTimeout(() => {
      reject(new TransientError(`a file of results took longer than ${timeoutMs} ms`));
      void worker.terminate();
    }, timeoutMs);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(deadline);
      // After a message the promise is settled already, and this has no effect.
      reject(new Error(`the thread of a file of results ended (${code}) without a file`));
    });
  });
}

function notPrinted(): never {
  throw new InvariantViolation('P8', 'a text format asked for a printer');
}
