import { parentPort, workerData } from 'node:worker_threads';
import type { RollShard } from '@scrutin/credentials';
import type { ShardTask } from './shard-task.ts';
import { writeShard } from './write-shard.ts';

/** What a worker tells: so many credentials more, or the shard is written. */
export type ShardMessage =
  | { readonly kind: 'progress'; readonly more: number }
  | { readonly kind: 'written'; readonly shard: RollShard };

/** The thread's body: one shard, then it ends. */
function tell(message: ShardMessage): void {
  parentPort?.postMessage(message);
}

const shard = writeShard(workerData as ShardTask, (more) => {
  tell({ kind: 'progress', more });
});
tell({ kind: 'written', shard });
