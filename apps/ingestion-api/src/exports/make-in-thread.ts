import { Worker } from 'node:worker_threads';
import type { ResultFile } from '@scrutin/exports';
import { resultFile } from '@scrutin/exports';
import { InvariantViolation, TransientError } from '@scrutin/service-runtime';
import type { FileTask, MakeFile } from './file-task.ts';
import { takesLong } from './file-task.ts';

/** What the thread may use. A PDF file of 125 races with ten rounds each made it grow by 240 MB. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 384 } as const;
/** How long the thread is kept when there is nothing to make. To start it costs more than a small file does. */
const IDLE_MS = 60_000;

/** How long one file may take, and the script of the thread. */
export interface ThreadOptions {
  readonly timeoutMs: number;
  readonly script?: URL;
}

/**
 * Makes files that take long in a thread, because meanwhile no vote could be accepted. The others are written in place,
 * which takes a few milliseconds. The thread makes one file at a time, and ends when there was nothing to make for a
 * minute.
 *
 * @throws TransientError if a file takes too long
 */
export function makeInThread({
  timeoutMs,
  script = new URL('./file-worker.js', import.meta.url),
}: ThreadOptions): MakeFile {
  let turn: Promise<unknown> = Promise.resolve();
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;

  const end = (): void => {
    void thread?.terminate();
    thread = undefined;
  };
  const begin = (): Worker => {
    const begun = new Worker(script, { resourceLimits: THREAD_LIMITS });
    // A process that ends does not wait for it.
    begun.unref();
    // It may fail while it has no task, or after its task has timed out. Without a listener this process would end.
    begun.on('error', () => undefined);
    begun.on('exit', () => {
      if (thread === begun) thread = undefined;
    });
    return begun;
  };
  const make = async (task: FileTask): Promise<ResultFile> => {
    clearTimeout(idle);
    thread ??= begin();
    try {
      return await answerOf(thread, task, timeoutMs);
    } catch (error) {
      end();
      throw error;
    } finally {
      idle = setTimeout(end, IDLE_MS).unref();
    }
  };
  return (task) => {
    if (!takesLong(task)) return resultFile(task.record, { ...task, print: notPrinted });
    const made = turn.then(() => make(task));
    turn = made.catch(() => undefined);
    return made;
  };
}

/** Gives a thread one task, and waits for its file. */
function answerOf(thread: Worker, task: FileTask, timeoutMs: number): Promise<ResultFile> {
  return new Promise<ResultFile>((resolve, reject) => {
    const deadline = setTimeout(() => {
      settle();
      reject(new TransientError(`a file of results took longer than ${timeoutMs} ms`));
    }, timeoutMs);
    const made = (file: ResultFile): void => {
      settle();
      resolve(file);
    };
    const failed = (error: Error): void => {
      settle();
      reject(error);
    };
    const ended = (code: number): void => {
      failed(new Error(`the thread of files of results ended (${code}) without a file`));
    };
    const settle = (): void => {
      clearTimeout(deadline);
      thread.off('message', made).off('error', failed).off('exit', ended);
    };
    thread.on('message', made).on('error', failed).on('exit', ended);
    thread.postMessage(task);
  });
}

function notPrinted(): never {
  throw new InvariantViolation('P8', 'a text format asked for a printer');
}
