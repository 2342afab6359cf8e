import { parentPort, workerData } from 'node:worker_threads';
import { openElectionOffice } from '@scrutin/election-office';
import { createLogger, InvariantViolation, TransientError } from '@scrutin/service-runtime';
import { countContest } from './count-contest.ts';
import type { Counted, CountOrder } from './count-contest.ts';

export interface CountTask {
  readonly databaseUrl: string;
  readonly order: CountOrder;
}

/**
 * What the thread answers. Errors lose their class between threads, so that those which the official who ordered the
 * count must see have a kind of their own.
 */
export type CountMessage =
  | { readonly kind: 'counted'; readonly counted: Counted }
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'uncountable'; readonly message: string };

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
    return { kind: 'counted', counted: await countContest(office, order) };
  } catch (error) {
    if (error instanceof TransientError) return { kind: 'unavailable', message: error.message };
    if (error instanceof InvariantViolation) return { kind: 'uncountable', message: error.message };
    throw error;
  } finally {
    await office.close();
  }
}

const message = await count(workerData as CountTask);
parentPort?.postMessage(message);
