import { Worker } from 'node:worker_threads';
import type { LocalizedText } from '@scrutin/election';
import { refused } from '@scrutin/election';
import type { CountBallots } from '@scrutin/election-office';
import type { Address } from '@scrutin/service-runtime';
import { addressNow, TransientError } from '@scrutin/service-runtime';
import type { CountMessage, CountTask } from './count-worker.ts';

/**
 * Counts in a thread that reads the ballots itself, so that the service can answer other requests in the meantime. With
 * a million different rankings of eight candidates, in random order, the digest took 6.4 s, building the contest 1.1 s
 * and counting it by irv 0.5 s. A count that takes longer than `timeoutMs` is ended, so that the next one can start,
 * and is answered with a refusal.
 *
 * @throws TransientError when the database is away
 */
export function countInThread(
  databaseUrl: Address,
  timeoutMs: number,
  script = new URL('./count-worker.js', import.meta.url),
): CountBallots {
  return (order) =>
    new Promise((resolve, reject) => {
      const workerData: CountTask = { databaseUrl: addressNow(databaseUrl), order };
      const worker = new Worker(script, { workerData });
      const deadline = setTimeout(() => {
        resolve(refused('incomplete', tookTooLong(timeoutMs)));
        void worker.terminate();
      }, timeoutMs);
      worker.once('message', (message: CountMessage) => {
        if (message.kind === 'unavailable') reject(new TransientError(message.message));
        else resolve(message.outcome);
      });
      worker.once('error', reject);
      worker.once('exit', (code) => {
        clearTimeout(deadline);
        // After a message the promise is settled already, and this has no effect.
        reject(new Error(`the counting thread ended (${code}) without a count`));
      });
    });
}

function tookTooLong(timeoutMs: number): LocalizedText {
  return {
    fr: `Le dépouillement a duré plus de ${timeoutMs / 1_000} secondes et a été interrompu : rien n’est au registre. Demandez-le de nouveau quand il y en aura moins en cours, ou faites augmenter COUNT_TIMEOUT_MS.`,
    en: `The count took longer than ${timeoutMs / 1_000} seconds and was ended: nothing is on record. Order it again when fewer counts are running, or ask the operator to raise COUNT_TIMEOUT_MS.`,
  };
}
