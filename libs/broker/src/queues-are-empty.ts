import { setTimeout as delay } from 'node:timers/promises';
import { QUEUES } from '@scrutin/contracts/messages';
import { TransientError } from '@scrutin/service-runtime';
import type { BrokerManagement } from './management.ts';
import { QUEUE_FIGURES_MAX_AGE_MS } from './management.ts';

/**
 * Whether the queues of the pipeline are empty, with no messages waiting and none with a consumer. Parked messages do
 * not count. Undefined when the broker cannot be asked.
 *
 * The figures of different queues are from different moments, so a message that moves from one queue to the next could
 * be overlooked. Therefore the queues are checked twice, with a pause longer than the greatest age of a figure. The
 * call takes some seconds.
 *
 * @param apartMs the time between the two checks
 */
export async function queuesAreEmpty(
  management: Pick<BrokerManagement, 'queues'>,
  apartMs = QUEUE_FIGURES_MAX_AGE_MS,
): Promise<boolean | undefined> {
  try {
    if (!(await seemEmpty(management))) return false;
    await delay(apartMs);
    return await seemEmpty(management);
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
}

async function seemEmpty(management: Pick<BrokerManagement, 'queues'>): Promise<boolean> {
  const figures = await management.queues();
  return Object.values(QUEUES).every(
    (queue) => queue === QUEUES.parked || figures[queue].ready + figures[queue].unacknowledged === 0,
  );
}
