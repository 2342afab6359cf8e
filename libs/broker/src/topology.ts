import { QUEUES } from '@scrutin/contracts/messages';
import type { QueueName } from '@scrutin/contracts/messages';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { Channel, ChannelModel } from 'amqplib';

export interface TopologyOptions {
  /** Put before every queue's name, so that tests have queues of their own. */
  readonly queuePrefix: string;
  /** Deliveries of one message after which the broker parks it. */
  readonly deliveryLimit: number;
  /** Members of each queue; the broker's default when undefined. */
  readonly quorumSize?: number | undefined;
  /** Messages above which a queue refuses to take more; no limit when undefined. */
  readonly maxLength: Partial<Readonly<Record<QueueName, number>>>;
}

export interface QueueDeclaration {
  readonly name: string;
  readonly arguments: Readonly<Record<string, string | number>>;
}

/**
 * As good as none. RabbitMQ 4 gives a quorum queue without a limit one of 20, and a parked message has nowhere left to
 * go: looked at twenty times, it would be gone. Its word for "none" (-1) is refused by RabbitMQ 3.
 */
const NO_DELIVERY_LIMIT = 1_000_000_000;

const WORK_QUEUES = [QUEUES.validation, QUEUES.waiting, QUEUES.aggregation, QUEUES.review] as const;

/** The name a queue has at the broker. */
export function physicalName(queue: QueueName, prefix: string): string {
  return prefix + queue;
}

/** The queue of ours that has this name at the broker. */
export function logicalName(name: string, prefix: string): QueueName | undefined {
  return Object.values(QUEUES).find((queue) => physicalName(queue, prefix) === name);
}

/**
 * What must exist before anything is published or consumed: the work queues that park what they cannot have handled
 * after `deliveryLimit` deliveries, and the parking place. All are quorum queues and refuse rather than drop when full.
 *
 * Parking is at-least-once (P2): the broker keeps a message until the parking queue has confirmed it. The default
 * strategy would lose it if the broker stopped at that moment. It asks for `reject-publish`.
 */
export function declarations(options: TopologyOptions): readonly QueueDeclaration[] {
  const parked = physicalName(QUEUES.parked, options.queuePrefix);
  const always = (queue: QueueName): Record<string, string | number> => ({
    'x-queue-type': 'quorum',
    'x-overflow': 'reject-publish',
    ...(options.quorumSize === undefined ? {} : { 'x-quorum-initial-group-size': options.quorumSize }),
    ...(options.maxLength[queue] === undefined ? {} : { 'x-max-length': options.maxLength[queue] }),
  });
  const work = WORK_QUEUES.map((queue) => ({
    name: physicalName(queue, options.queuePrefix),
    arguments: {
      ...always(queue),
      'x-delivery-limit': options.deliveryLimit,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': parked,
      'x-dead-letter-strategy': 'at-least-once',
    },
  }));
  return [
    { name: parked, arguments: { ...always(QUEUES.parked), 'x-delivery-limit': NO_DELIVERY_LIMIT } },
    ...work,
  ];
}

const PRECONDITION_FAILED = 406;

/**
 * Declares the queues on a channel of its own; those that exist as declared stay as they are.
 *
 * @throws ConfigurationError when a queue exists with other arguments: every service must be given the same
 */
export async function declareTopology(model: ChannelModel, options: TopologyOptions): Promise<void> {
  const channel = await model.createChannel();
  channel.on('error', () => {
    // The call under way rejects with the same error.
  });
  for (const { name, arguments: args } of declarations(options)) await declare(channel, name, args);
  await channel.close();
}

async function declare(channel: Channel, name: string, args: QueueDeclaration['arguments']): Promise<void> {
  try {
    await channel.assertQueue(name, { durable: true, arguments: args });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === PRECONDITION_FAILED)) throw error;
    throw new ConfigurationError(
      `queue ${name} exists with other arguments: give every service the same limits, or delete it when it is empty`,
      { cause: error },
    );
  }
}
