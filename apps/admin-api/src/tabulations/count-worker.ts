import { parentPort, workerData } from 'node:worker_threads';
import type { ActOutcome } from '@scrutin/election';
import type { Counted, CountOrder } from '@scrutin/election-office';
import { countBallots, openElectionOffice } from '@scrutin/election-office';
import { TransientError } from '@scrutin/service-runtime';
import { createLogger } from '@scrutin/service-runtime/program';

export interface CountTask {
  readonly databaseUrl: string;
  readonly order: CountOrder;
}

/**
 * The answer of the thread. Errors lose their class between threads, so the one that the caller must recognise has a
 * kind of its own.
 */
export type CountMessage =
  | { readonly kind: 'done'; readonly outcome: ActOutcome<Counted> }
  | { readonly kind: 'unavailable'; readonly message: string };

/** Does one count with its own connection to the database. Then the thread ends. */
async function count({ databaseUrl, order }: CountTask): Promise<CountMessage> {
  const office = openElectionOffice({
    url: databaseUrl,
    poolMax: 1,
    applicationName: 'admin-api-count',
    logger: createLogger({ service: 'admin-api', level: 'warn' }),
    clock: Date.now,
  });
  try {
    return { kind: 'done', outcome: await countBallots(office, order) };
  } catch (error) {
    if (error instanceof TransientError) return { kind: 'unavailable', message: error.message };
    throw error;
  } finally {
    await office.close();
  }
}

const message = await count(workerData as CountTask);
parentPort?.postMessage(message);
