import { QUEUES } from '@scrutin/contracts/messages';
import { TransientError } from '@scrutin/service-runtime';
import type { BrokerManagement } from './management.ts';

/**
 * How many messages are parked, as the broker published it last; see `QUEUE_FIGURES_MAX_AGE_MS`. Undefined when the
 * broker cannot be asked.
 */
export async function parkedMessages(
  management: Pick<BrokerManagement, 'queues'>,
): Promise<number | undefined> {
  try {
    const { ready, unacknowledged } = (await management.queues())[QUEUES.parked];
    return ready + unacknowledged;
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
}
