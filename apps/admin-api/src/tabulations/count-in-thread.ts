import { Worker } from 'node:worker_threads';
import { TransientError } from '@scrutin/service-runtime';
import type { Counted, CountOrder } from './count-contest.ts';
import type { CountMessage, CountTask } from './count-worker.ts';

/**
 * Counts in a thread that reads the ballots itself: with two million different rankings, reading, digest and
 * count each hold a thread for seconds, in which this one would answer nobody.
 */
export function countInThread(databaseUrl: string): (order: CountOrder) => Promise<Counted> {
  return (order) =>
    new Promise((resolve, reject) => {
      const workerData: CountTask = { databaseUrl, order };
      const worker = new Worker(new URL('./count-worker.js', import.meta.url), { workerData });
      worker.once('message', (message: CountMessage) => {
        if (message.kind === 'counted') resolve(message.counted);
        else reject(new TransientError(message.message));
      });
      worker.once('error', reject);
      worker.once('exit', (code) => {
        // After a message this changes nothing any more.
        reject(new Error(`the counting thread ended (${code}) without a count`));
      });
    });
}
