import { parentPort, workerData } from 'node:worker_threads';
import type { ActOutcome } from '@scrutin/election';
import type { Counted, CountOrder } from '@scrutin/election-office';
import { countBallots, openElectionOffice } from '@scrutin/election-office';
import { createLogger, TransientError } from '@scrutin/service-runtime';

export interface CountTask {
  readonly databaseUrl: string;
  readonly order: CountOrder;
}

/** What the thread answers. An error loses its class between threads, so that the one to be told apart has a kind. */
export type CountMessage =
  | { readonly kind: 'done'; readonly outcome: ActOutcome<Counted> }
  | { readonly kind: 'unavailable'; readonly message: string };

/** The thread's body: one count on a connection of its own, then it ends. */
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
