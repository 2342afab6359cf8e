import { setTimeout as delay } from 'node:timers/promises';
import type { QueueName } from '@scrutin/contracts/messages';
import { TransientError } from '@scrutin/service-runtime';
import type { BrokerManagement } from './management.ts';
import { QUEUE_FIGURES_MAX_AGE_MS } from './management.ts';

/**
 * The number of messages that each of these queues holds, waiting or with a consumer. Queues that hold none are left
 * out, so an empty map means that none of them holds a message.
 *
 * The figures of different queues are from different moments, so a message that moves from one queue to the next could
 * be overlooked. Therefore an empty map is returned only after the queues were found empty twice, with a pause longer
 * than the greatest age of a figure. For the same reason, messages are reported only if they are still there after the
 * pause. The call takes one or two pauses.
 *
 * @param apartMs the pause between two looks
 * @throws TransientError when the broker's management API cannot be asked
 */
export async function heldMessages(
  management: Pick<BrokerManagement, 'queues'>,
  queues: readonly QueueName[],
  apartMs = QUEUE_FIGURES_MAX_AGE_MS,
): Promise<ReadonlyMap<QueueName, number>> {
  const wasEmpty = await seemEmpty(management, queues);
  await delay(apartMs);
  const held = await look(management, queues);
  if (held.size > 0 || wasEmpty) return held;
  await delay(apartMs);
  return look(management, queues);
}

/** Whether the first look finds nothing. False if the broker does not know the figures of a new queue yet. */
async function seemEmpty(
  management: Pick<BrokerManagement, 'queues'>,
  queues: readonly QueueName[],
): Promise<boolean> {
  try {
    return (await look(management, queues)).size === 0;
  } catch (error) {
    if (error instanceof TransientError) return false;
    throw error;
  }
}

async function look(
  management: Pick<BrokerManagement, 'queues'>,
  queues: readonly QueueName[],
): Promise<ReadonlyMap<QueueName, number>> {
  const figures = await management.queues();
  const held = queues.map((queue) => [queue, figures[queue].ready + figures[queue].unacknowledged] as const);
  return new Map(held.filter(([, messages]) => messages > 0));
}
