import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { openBrokerManagement, QUEUE_FIGURES_MAX_AGE_MS } from '@scrutin/broker';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Environment } from '@scrutin/local-stack';
import { loadConfig, setting } from '@scrutin/service-runtime';
import { withBroker } from '../stack.ts';

/**
 * Why claims may not be released now: a vote in a queue, at a consumer, or parked may still be counted.
 *
 * @returns undefined if no vote is in flight or parked
 */
export async function votesOnTheirWay(environment: Environment): Promise<string | undefined> {
  if (environment['AMQP_MANAGEMENT_URL'] !== undefined) {
    const { AMQP_MANAGEMENT_URL: url } = loadConfig(
      z.object({ AMQP_MANAGEMENT_URL: setting.url('http', 'https') }),
      environment,
    );
    await delay(QUEUE_FIGURES_MAX_AGE_MS); // the figures of the broker may be some seconds old
    const figures = await openBrokerManagement({ url }).queues();
    const held = Object.entries(figures).filter(
      ([, { ready, unacknowledged }]) => ready + unacknowledged > 0,
    );
    return refusal(held.map(([queue, { ready, unacknowledged }]) => [queue, ready + unacknowledged]));
  }
  const depths = await withBroker(environment, (broker) =>
    Promise.all(
      Object.values(QUEUES).map(async (queue) => [queue, (await broker.depth(queue)).messages] as const),
    ),
  );
  return refusal(depths.filter(([, messages]) => messages > 0));
}

function refusal(held: readonly (readonly [string, number])[]): string | undefined {
  if (held.length === 0) return undefined;
  const where = held.map(([queue, messages]) => `${queue}: ${messages}`).join(', ');
  return (
    `votes are still on their way (${where} messages), and may be counted: nothing was released. ` +
    'Wait until the queues are empty, or replay what is parked.'
  );
}
