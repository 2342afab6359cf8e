import { Worker } from 'node:worker_threads';
import type { ShardTask } from './shard-task.ts';
import type { ShardMessage } from './shard-worker.ts';
import type { WrittenShard } from './write-shard.ts';
import { writeShard } from './write-shard.ts';

export interface CrewOptions {
  /** The number of threads. With 0 the caller's own thread writes, which is quicker for a few thousand credentials. */
  readonly workers: number;
  readonly onProgress: (more: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Writes all shards, each in a thread of its own, `workers` at a time.
 *
 * @throws the first failure, or the reason of the signal, after every thread has ended, so that nothing writes any more
 */
export async function writeShards(
  tasks: IterableIterator<ShardTask>,
  options: CrewOptions,
): Promise<WrittenShard[]> {
  const shards: WrittenShard[] = [];
  if (options.workers === 0) {
    for (const task of tasks) {
      options.signal.throwIfAborted();
      shards.push(writeShard(task, options.onProgress));
      await new Promise((resolve) => setImmediate(resolve)); // so that signals are handled between shards
    }
    return shards;
  }
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const crew = Array.from({ length: options.workers }, async () => {
    // The members share the tasks, so none of them may end the iteration for the others.
    for (let next = tasks.next(); next.done !== true; next = tasks.next()) {
      shards.push(await writeInThread(next.value, options.onProgress, signal));
    }
  });
  const results = await Promise.allSettled(
    crew.map((member) =>
      member.catch((error: unknown) => {
        stop.abort(error);
        throw error;
      }),
    ),
  );
  options.signal.throwIfAborted();
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw stop.signal.reason;
  return shards.toSorted((a, b) => (a.roll.file < b.roll.file ? -1 : 1));
}

async function writeInThread(
  task: ShardTask,
  onProgress: (more: number) => void,
  signal: AbortSignal,
): Promise<WrittenShard> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./shard-worker.js', import.meta.url), { workerData: task });
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  try {
    return await new Promise<WrittenShard>((resolve, reject) => {
      let written: WrittenShard | undefined;
      worker.on('message', (message: ShardMessage) => {
        if (message.kind === 'progress') onProgress(message.more);
        else written = message.shard;
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        if (written === undefined) reject(signal.reason as Error);
        else resolve(written);
      });
    });
  } finally {
    signal.removeEventListener('abort', end);
  }
}
