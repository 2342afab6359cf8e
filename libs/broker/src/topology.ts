import type { Channel, ChannelModel } from 'amqplib';
import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import { ConfigurationError } from '@scrutin/service-runtime';

/** The limits with which the queues are declared. */
export interface TopologyOptions {
  /** A prefix for the name of every queue, with which tests have separate queues. */
  readonly queuePrefix: string;
  /** The number of deliveries of a message after which the broker parks it. */
  readonly deliveryLimit: number;
  /** The number of members of each queue. If undefined, the default of the broker. */
  readonly quorumSize?: number | undefined;
  /** The number of messages above which a queue refuses more. A queue that is left out has no limit. */
  readonly maxLength: Partial<Readonly<Record<QueueName, number>>>;
}

/** A queue with its arguments (`x-…`) at the broker. */
export interface QueueDeclaration {
  readonly name: string;
  readonly arguments: Readonly<Record<string, string | number>>;
}

/**
 * Practically no limit. RabbitMQ 4 gives a quorum queue without a limit one of 20, and a parked message cannot be moved
 * further: after twenty deliveries it would be deleted. RabbitMQ 3 refuses the value -1, which means "no limit" in
 * RabbitMQ 4.
 */
const NO_DELIVERY_LIMIT = 1_000_000_000;

/** The number of deliveries after which a message is parked, unless a test says otherwise. */
export const DEFAULT_DELIVERY_LIMIT = 20;

const WORK_QUEUES = [QUEUES.validation, QUEUES.waiting, QUEUES.aggregation, QUEUES.review] as const;

/** The name of a queue at the broker. */
export function physicalName(queue: QueueName, prefix: string): string {
  return prefix + queue;
}

/** Our queue with this name at the broker, or undefined if the queue is not ours. */
export function logicalName(name: string, prefix: string): QueueName | undefined {
  return Object.values(QUEUES).find((queue) => physicalName(queue, prefix) === name);
}

/**
 * The queues that must exist before anything is published or consumed: the parking queue, and the work queues, which
 * park a message after `deliveryLimit` deliveries. All are quorum queues, and refuse messages when they are full.
 *
 * Parking uses the strategy `at-least-once` (P2): the broker keeps a message until the parking queue has confirmed it.
 * With the default strategy, the message would be lost if the broker stopped at that moment. The strategy requires the
 * overflow behaviour `reject-publish`.
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

/**
 * The queues as every service declares them. Their arguments can never change: RabbitMQ refuses other arguments for a
 * queue that exists, so a service of a new release could not start beside those of the release before. A policy can change
 * a limit.
 */
export function queueDeclarations(): readonly QueueDeclaration[] {
  return declarations({ queuePrefix: '', deliveryLimit: DEFAULT_DELIVERY_LIMIT, maxLength: {} });
}

const PRECONDITION_FAILED = 406;

/**
 * Declares the queues on a separate channel. Queues that already exist with the same arguments are not changed.
 *
 * @throws ConfigurationError when a queue exists with other arguments; the limits must be the same for every service
 */
export async function declareTopology(model: ChannelModel, options: TopologyOptions): Promise<void> {
  const channel = await model.createChannel();
  channel.on('error', () => {
    // The pending call rejects with the same error.
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
