import type { ChannelModel } from 'amqplib';
import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Address, Logger, Registry } from '@scrutin/service-runtime';
import { TransientError, withDeadline } from '@scrutin/service-runtime';
import { BatchConsumer } from './batch-consumer.ts';
import { ConfirmedPublisher } from './confirmed-publisher.ts';
import type { Tenant } from './connection.ts';
import { SupervisedConnection } from './connection.ts';
import type { ConsumeOptions, Consumer } from './consume-options.ts';
import type { ConnectionPurpose } from './metrics.ts';
import { BrokerMetrics } from './metrics.ts';
import type { BrowsedMessage } from './parked-message.ts';
import type { ParkingDependencies, TakeDecision } from './parking.ts';
import { browseQueue, takeFromQueue } from './parking.ts';
import type { PublishOptions } from './publish-options.ts';
import type { TopologyOptions } from './topology.ts';
import { declareTopology, DEFAULT_DELIVERY_LIMIT, physicalName } from './topology.ts';
import { withChannel } from './with-channel.ts';

export interface BrokerOptions {
  /** `amqp://` or `amqps://`, with user, password and virtual host. It is read before each attempt to connect. */
  readonly url: Address;
  readonly logger: Logger;
  /** The registry for metrics. A registry can have only one broker. */
  readonly registry?: Registry;
  /** A prefix for the name of every queue, with which tests have separate queues. */
  readonly queuePrefix?: string;
  /** The name in the broker's management page, to which the purpose of the connection is added. */
  readonly connectionName: string;
  /** Members of each quorum queue. Default: that of the broker. Must be the same for every service. */
  readonly quorumSize?: number;
  /** Deliveries of a message before it is parked. Default 20. Must be the same for every service. */
  readonly deliveryLimit?: number;
  /** Messages above which a queue refuses more. Default: no limit. Must be the same for every service. */
  readonly maxLength?: Partial<Readonly<Record<QueueName, number>>>;
  /** Default 10. */
  readonly heartbeatSeconds?: number;
  /** If sent messages get no confirm for this long, the broker counts as frozen. Default 3000. */
  readonly stalledAfterMs?: number;
  /** If they get none for this long although the connection is there, it is replaced. Default 30000. */
  readonly replacedAfterMs?: number;
  /** Bytes of message bodies that may wait for a confirm before `publish` refuses at once. Default 64 MiB. */
  readonly maxPendingBytes?: number;
}

/** A connection to RabbitMQ that publishes with confirms, consumes in batches, and inspects parked messages. */
export interface Broker {
  /**
   * Resolves when the connections are open, the queues declared and the consumers set up, and the broker accepts
   * messages.
   *
   * @throws TransientError at the deadline, if the broker is unavailable, has raised an alarm, or has stopped answering
   * @throws ConfigurationError when the queues exist with other limits
   */
  waitUntilReady(deadlineMs: number): Promise<void>;
  isReady(): boolean;
  /** Whether a message that is published now can be sent now: there is no alarm, and the broker answers. */
  canPublish(): boolean;
  /**
   * Publishes a persistent, mandatory message. Resolves only after the broker confirmed it and did not return it (P1).
   * If the channel closes before that, the message is published again under the same messageId, until `timeoutMs` is
   * over. After that, it is not sent any more, and the promise rejects.
   *
   * @throws UnconfirmedError when it was sent but not confirmed in time; the broker may have it
   * @throws TransientError when the broker does not have it: it was returned, refused or not sent in time, or too much
   * is pending
   */
  publish(queue: QueueName, body: Buffer, o: PublishOptions): Promise<void>;
  /** Creates a consumer, which is not yet started. */
  consume<T>(o: ConsumeOptions<T>): Consumer;
  /**
   * The number of consumers of a queue, and of messages that are ready (without those that consumers have).
   *
   * @throws TransientError when the broker does not answer
   */
  depth(queue: QueueName): Promise<{ messages: number; consumers: number }>;
  /**
   * The number of parked votes. It does not touch them. Each parked message is one vote, except for groups that cannot
   * be read.
   *
   * @throws TransientError when the broker does not answer
   */
  parkedVotes(): Promise<number>;
  /**
   * Returns up to `limit` messages, for an operator who inspects the parking queue. It is safe under all policies, but
   * it changes the order of the messages.
   *
   * @throws TransientError when the broker does not answer
   */
  browse(queue: QueueName, limit: number): Promise<BrowsedMessage[]>;
  /**
   * Takes up to `limit` messages one by one. Each is removed after `handle` decides so. Returns the number of removed
   * messages.
   *
   * @throws TransientError when the broker does not answer, and the error of `handle`
   */
  take(
    queue: QueueName,
    handle: (m: BrowsedMessage) => Promise<TakeDecision>,
    limit: number,
  ): Promise<number>;
  /** Stops the consumers and closes both connections. Publishes that wait for a confirm are rejected. */
  close(): Promise<void>;
}

const DEFAULT_HEARTBEAT_SECONDS = 10;
const DEFAULT_MAX_PENDING_BYTES = 64 * 1024 * 1024;
const QUERY_TIMEOUT_MS = 5_000;
const REPAIR_AFTER_MS = 1_000;

/**
 * Opens a broker. It connects in the background, and reconnects until it is closed.
 *
 * It has two connections. When the broker slows down publishers (by flow control, or a memory or disk alarm), it stops
 * reading from their connection. Acknowledgements must not wait behind that, because they free the memory. The second
 * connection is opened when the first consumer or query needs it.
 *
 * @throws ConfigurationError when the address is not that of a broker
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
      ...(options.replacedAfterMs === undefined ? {} : { replacedAfterMs: options.replacedAfterMs }),
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
    const model = await this.#queryConnection();
    const asked = withChannel(model, (channel) => channel.checkQueue(physicalName(queue, this.#prefix)));
    const { messageCount, consumerCount } = await withDeadline(asked, QUERY_TIMEOUT_MS, () => {
      throw new TransientError(`no answer about ${queue} within ${QUERY_TIMEOUT_MS} ms`);
    });
    return { messages: messageCount, consumers: consumerCount };
  }

  async browse(queue: QueueName, limit: number): Promise<BrowsedMessage[]> {
    return browseQueue(await this.#queryConnection(), queue, limit, this.#parking());
  }

  async take(
    queue: QueueName,
    handle: (m: BrowsedMessage) => Promise<TakeDecision>,
    limit: number,
  ): Promise<number> {
    return takeFromQueue(await this.#queryConnection(), queue, handle, limit, this.#parking());
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

  #connect(purpose: ConnectionPurpose, tenants: readonly Tenant[]): SupervisedConnection {
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

  /** The connection for queries, which the first query opens. */
  async #queryConnection(): Promise<ChannelModel> {
    const connection = this.#consumeConnection();
    await connection.whenOpen(QUERY_TIMEOUT_MS);
    const model = connection.model();
    if (model === undefined) throw new TransientError('the connection to the broker was lost');
    return model;
  }

  /**
   * Declares all queues again after one was deleted. It waits for a moment first. If the queue is declared at once,
   * RabbitMQ 3.10 has not yet notified the consumers of the old queue and never does, and they wait forever although
   * there is a new queue (seen in a test).
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
