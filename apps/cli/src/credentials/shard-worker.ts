import { parentPort, workerData } from 'node:worker_threads';
import type { ShardTask } from './shard-task.ts';
import type { WrittenShard } from './write-shard.ts';
import { writeShard } from './write-shard.ts';

/** A message of a worker: it wrote this many more credentials, or the shard is complete. */
export type ShardMessage =
  | { readonly kind: 'progress'; readonly more: number }
  | { readonly kind: 'written'; readonly shard: WrittenShard };

/** The work of a thread: it writes one shard and ends. */
function tell(message: ShardMessage): void {
  parentPort?.postMessage(message);
}

const shard = writeShard(workerData as ShardTask, (more) => {
  tell({ kind: 'progress', more });
});
tell({ kind: 'written', shard });
