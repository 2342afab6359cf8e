import { z } from 'zod';
import { heldMessages, openBrokerManagement } from '@scrutin/broker';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Environment } from '@scrutin/local-stack';
import { ConfigurationError, loadConfig, setting } from '@scrutin/service-runtime';

/**
 * Why nothing may be done that takes votes for lost: a vote in a queue, at a consumer, or parked may still be counted.
 *
 * @param undone what the sentence says was not done
 * @returns undefined when nothing is on its way
 * @throws ConfigurationError without AMQP_MANAGEMENT_URL, because only the management API knows what consumers hold
 */
export async function votesOnTheirWay(
  environment: Environment,
  undone = 'nothing was released',
): Promise<string | undefined> {
  const { AMQP_MANAGEMENT_URL: url } = loadConfig(
    z.object({ AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional() }),
    environment,
  );
  if (url === undefined) {
    throw new ConfigurationError(
      "Set AMQP_MANAGEMENT_URL, the address of RabbitMQ's management API with the virtual host " +
        '(http://user:password@host:15672/vhost): without it nobody can see the votes that consumers hold. ' +
        `${undone.charAt(0).toUpperCase()}${undone.slice(1)}.`,
    );
  }
  const held = await heldMessages(openBrokerManagement({ url }), Object.values(QUEUES));
  if (held.size === 0) return undefined;
  const where = [...held].map(([queue, messages]) => `${queue}: ${messages}`).join(', ');
  return (
    `votes are still on their way (${where} messages), and may be counted: ${undone}. ` +
    'Wait until the queues are empty, or replay what is parked.'
  );
}
