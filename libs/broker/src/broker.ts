import { QUEUES } from '@scrutin/contracts/messages';
import type { QueueName } from '@scrutin/contracts/messages';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger, Registry } from '@scrutin/service-runtime';
import type { ChannelModel } from 'amqplib';
import { BatchConsumer } from './batch-consumer.ts';
import { ConfirmedPublisher } from './confirmed-publisher.ts';
import { SupervisedConnection } from './connection.ts';
import type { Tenant } from './connection.ts';
import type { ConsumeOptions, Consumer } from './consume-options.ts';
import { withDeadline } from './deadline.ts';
import { BrokerMetrics } from './metrics.ts';
import type { BrowsedMessage } from './parked-message.ts';
import { browseQueue, takeFromQueue } from './parking.ts';
import type { ParkingDependencies, TakeDecision } from './parking.ts';
import type { PublishOptions } from './publish-options.ts';
import { declareTopology, physicalName } from './topology.ts';
import type { TopologyOptions } from './topology.ts';
import { withChannel } from './with-channel.ts';

export interface BrokerOptions {
  /** `amqp://` or `amqps://`, with user, password and virtual host. */
  readonly url: string;
  readonly logger: Logger;
  /** One broker per registry. */
  readonly registry?: Registry;
  /** Put before every queue's name: tests have queues of their own. */
  readonly queuePrefix?: string;
  /** What the broker's management page shows, followed by the purpose. */
  readonly connectionName: string;
  /** Members of each quorum queue; the broker's default otherwise. The same for every service. */
  readonly quorumSize?: number;
  /** Deliveries of one message before it is parked; default 20. The same for every service. */
  readonly deliveryLimit?: number;
  /** Messages above which a queue refuses; default no limit. The same for every service. */
  readonly maxLength?: Partial<Readonly<Record<QueueName, number>>>;
  /** Default 10. */
  readonly heartbeatSeconds?: number;
  /** Sent messages without any confirm for so long mean that the broker is frozen; default 3000. */
  readonly stalledAfterMs?: number;
  /** Bytes of bodies that may wait for their confirm before `publish` refuses at once; default 64 MiB. */
  readonly maxPendingBytes?: number;
}

export interface Broker {
  /**
   * Resolves when connected, queues declared, consumers attached, and the broker takes messages.
   *
   * @throws TransientError at the deadline: it is away, its alarm is raised, or it has stopped answering
   * @throws ConfigurationError when the queues exist with other limits than these
   */
  waitUntilReady(deadlineMs: number): Promise<void>;
  isReady(): boolean;
  /** True when a message published now can be sent now: no alarm, and a broker that answers. */
  canPublish(): boolean;
  /**
   * Resolves only after the broker confirmed a persistent, mandatory publish that was not returned (P1). When the
   * channel closes before that, publishes again under the same messageId, until `timeoutMs`; past that it neither sends
   * nor resolves.
   *
   * @throws UnconfirmedError sent and not confirmed in time: the broker may have it
   * @throws TransientError not at the broker: returned, refused, not sent in time, or too much pending
   */
  publish(queue: QueueName, body: Buffer, o: PublishOptions): Promise<void>;
  /** A consumer, not yet started. */
  consume<T>(o: ConsumeOptions<T>): Consumer;
  /** Messages ready (not those with a consumer), and consumers. @throws TransientError */
  depth(queue: QueueName): Promise<{ messages: number; consumers: number }>;
  /**
   * Votes that are parked, without touching them: each parked message holds one, but for a group that nobody can read.
   *
   * @throws TransientError
   */
  parkedVotes(): Promise<number>;
  /**
   * Up to `limit` messages, for an operator who looks at the parking queue. Safe under any policy; it changes their order.
   *
   * @throws TransientError
   */
  browse(queue: QueueName, limit: number): Promise<BrowsedMessage[]>;
  /**
   * Takes messages one by one, each removed after `handle` unless that keeps it; returns how many were removed.
   *
   * @throws TransientError
   */
  take(
    queue: QueueName,
    handle: (m: BrowsedMessage) => Promise<TakeDecision>,
    limit: number,
  ): Promise<number>;
  /** Stops consumers and closes both connections. Publishes that wait for a confirm reject. */
  close(): Promise<void>;
}

const DEFAULT_DELIVERY_LIMIT = 20;
const DEFAULT_HEARTBEAT_SECONDS = 10;
const DEFAULT_MAX_PENDING_BYTES = 64 * 1024 * 1024;
const QUESTION_TIMEOUT_MS = 5_000;
const REPAIR_AFTER_MS = 1_000;

/**
 * Starts connecting in the background and keeps at it for ever.
 *
 * Two connections: when the broker holds publishers back (flow control, memory or disk alarm) it stops reading from
 * their connection, and acknowledgements must not wait behind that: they are what frees the memory. The second is opened
 * when the first consumer or question needs it.
 *
 * @throws ConfigurationError when the address cannot be one of a broker
 */
export function openBroker(options: BrokerOptions): Broker {
  return new AmqpBroker(options);
}

class AmqpBroker implements Broker {
  readonly #options: BrokerOptions;
  readonly #prefix: string;
  readonly #metrics: BrokerMetrics;
  readonly #topology: TopologyOptions;
  readonly #publisher: ConfirmedPublisher;
  readonly #publishing: SupervisedConnection;
  readonly #consumers = new Set<Consumer>();
  #consuming: SupervisedConnection | undefined;
  #isClosed = false;
  #repair: NodeJS.Timeout | undefined;

  constructor(options: BrokerOptions) {
    this.#options = options;
    this.#prefix = options.queuePrefix ?? '';
    this.#metrics = new BrokerMetrics(options.registry);
    this.#topology = {
      queuePrefix: this.#prefix,
      deliveryLimit: options.deliveryLimit ?? DEFAULT_DELIVERY_LIMIT,
      quorumSize: options.quorumSize,
      maxLength: options.maxLength ?? {},
    };
    this.#publisher = new ConfirmedPublisher({
      queuePrefix: this.#prefix,
      logger: options.logger,
      metrics: this.#metrics,
      maxPendingBytes: options.maxPendingBytes ?? DEFAULT_MAX_PENDING_BYTES,
      ...(options.stalledAfterMs === undefined ? {} : { stalledAfterMs: options.stalledAfterMs }),
      onChannelLost: (model, reason) => {
        this.#publishing.giveUp(model, reason);
      },
      onUnroutable: (model) => {
        this.#repairQueues(model);
      },
    });
    this.#publishing = this.#connect('publish', [this.#publisher]);
  }

  async waitUntilReady(deadlineMs: number): Promise<void> {
    const connections = this.#consuming === undefined ? [] : [this.#consuming];
    await Promise.all([this.#publishing, ...connections].map((one) => one.whenOpen(deadlineMs)));
    if (this.#publisher.isStalled()) throw new TransientError('the broker has stopped confirming messages');
  }

  canPublish(): boolean {
    return !this.#isClosed && this.#publishing.isOpen() && this.#publisher.canSend();
  }

  isReady(): boolean {
    const isConsuming = this.#consuming?.isOpen() ?? true;
    return !this.#isClosed && this.#publishing.isOpen() && isConsuming && !this.#publisher.isStalled();
  }

  publish(queue: QueueName, body: Buffer, o: PublishOptions): Promise<void> {
    return this.#publisher.publish(queue, body, o);
  }

  consume<T>(o: ConsumeOptions<T>): Consumer {
    const consumer = new BatchConsumer(o, {
      connection: this.#consumeConnection(),
      publisher: this.#publisher,
      queuePrefix: this.#prefix,
      deliveryLimit: this.#topology.deliveryLimit,
      logger: this.#options.logger,
      metrics: this.#metrics,
    });
    this.#consumers.add(consumer);
    return consumer;
  }

  async depth(queue: QueueName): Promise<{ messages: number; consumers: number }> {
    const model = await this.#question();
    const asked = withChannel(model, (channel) => channel.checkQueue(physicalName(queue, this.#prefix)));
    const late = (): Error => new TransientError(`no answer about ${queue} within ${QUESTION_TIMEOUT_MS} ms`);
    const { messageCount, consumerCount } = await withDeadline(asked, QUESTION_TIMEOUT_MS, late);
    return { messages: messageCount, consumers: consumerCount };
  }

  async browse(queue: QueueName, limit: number): Promise<BrowsedMessage[]> {
    return browseQueue(await this.#question(), queue, limit, this.#parking());
  }

  async take(
    queue: QueueName,
    handle: (m: BrowsedMessage) => Promise<TakeDecision>,
    limit: number,
  ): Promise<number> {
    return takeFromQueue(await this.#question(), queue, handle, limit, this.#parking());
  }

  async parkedVotes(): Promise<number> {
    return (await this.depth(QUEUES.parked)).messages;
  }

  #parking(): ParkingDependencies {
    return { queuePrefix: this.#prefix, publisher: this.#publisher };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#repair);
    await Promise.all([...this.#consumers].map((consumer) => consumer.stop()));
    await this.#consuming?.close();
    this.#publisher.close();
    await this.#publishing.close();
  }

  #connect(purpose: string, tenants: readonly Tenant[]): SupervisedConnection {
    const queues: Tenant = { open: (model) => declareTopology(model, this.#topology) };
    return new SupervisedConnection(
      {
        url: this.#options.url,
        connectionName: `${this.#options.connectionName} ${purpose}`,
        purpose,
        heartbeatSeconds: this.#options.heartbeatSeconds ?? DEFAULT_HEARTBEAT_SECONDS,
        logger: this.#options.logger,
        metrics: this.#metrics,
      },
      [queues, ...tenants],
    );
  }

  #consumeConnection(): SupervisedConnection {
    if (this.#isClosed) throw new TransientError('the broker is closed');
    this.#consuming ??= this.#connect('consume', []);
    return this.#consuming;
  }

  /** A connection to ask on, waited for a moment: the first question opens it. */
  async #question(): Promise<ChannelModel> {
    const connection = this.#consumeConnection();
    await connection.whenOpen(QUESTION_TIMEOUT_MS);
    const model = connection.model();
    if (model === undefined) throw new TransientError('the connection to the broker was lost');
    return model;
  }

  /**
   * A queue of ours is gone: declares all again, a moment later. At once would be too soon: RabbitMQ 3.10 has then not
   * yet told the consumers of the old queue, never does, and they wait for ever beside the new one (seen in a test).
   */
  #repairQueues(model: ChannelModel): void {
    this.#repair ??= setTimeout(() => {
      this.#repair = undefined;
      declareTopology(model, this.#topology).catch((error: unknown) => {
        this.#publishing.giveUp(model, error);
      });
    }, REPAIR_AFTER_MS);
  }
}
