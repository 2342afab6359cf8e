import { setTimeout as delay } from 'node:timers/promises';
import { QUEUES } from '@scrutin/contracts/messages';
import { TransientError } from '@scrutin/service-runtime';
import { QUEUE_FIGURES_MAX_AGE_MS } from './management.ts';
import type { BrokerManagement } from './management.ts';

/**
 * Whether the queues of the pipeline hold nothing, neither waiting nor with a consumer; undefined when the broker cannot be
 * asked. What is parked does not count. The figures of different queues are of different moments: a message that moved from
 * one to the next in between is seen by looking twice, further apart than a figure may be old. So it takes some seconds.
 */
export async function queuesAreEmpty(
  management: Pick<BrokerManagement, 'queues'>,
  apartMs = QUEUE_FIGURES_MAX_AGE_MS,
): Promise<boolean | undefined> {
  try {
    if (!(await holdNothing(management))) return false;
    await delay(apartMs);
    return await holdNothing(management);
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
}

async function holdNothing(management: Pick<BrokerManagement, 'queues'>): Promise<boolean> {
  const figures = await management.queues();
  return Object.values(QUEUES).every(
    (queue) => queue === QUEUES.parked || figures[queue].ready + figures[queue].unacknowledged === 0,
  );
}
