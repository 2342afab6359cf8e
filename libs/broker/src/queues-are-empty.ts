import { QUEUES } from '@scrutin/contracts/messages';
import { TransientError } from '@scrutin/service-runtime';
import { heldMessages } from './held-messages.ts';
import type { BrokerManagement } from './management.ts';

/** The queues through which votes pass. Parked messages stay in theirs until an operator replays them. */
const PIPELINE = Object.values(QUEUES).filter((queue) => queue !== QUEUES.parked);

/**
 * Whether the queues of the pipeline are empty, with no messages waiting and none with a consumer. Parked messages do
 * not count. Undefined when the broker cannot be asked. The call takes some seconds; see {@link heldMessages}.
 *
 * @param apartMs the time between two checks
 */
export async function queuesAreEmpty(
  management: Pick<BrokerManagement, 'queues'>,
  apartMs?: number,
): Promise<boolean | undefined> {
  try {
    return (await heldMessages(management, PIPELINE, apartMs)).size === 0;
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
}
