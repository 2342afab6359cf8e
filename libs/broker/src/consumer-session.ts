import type { Channel, ChannelModel, ConsumeMessage, Message } from 'amqplib';
import { TransientError } from '@scrutin/service-runtime';

export interface SessionOptions {
  /** The name of the queue at the broker. */
  readonly queue: string;
  readonly prefetch: number;
  onMessage(session: ConsumerSession, message: ConsumeMessage): void;
  /** Called when the session ended without `close()`, because its channel closed or its queue was deleted. */
  onLost(session: ConsumerSession, how: SessionLoss, reason: unknown): void;
}

/** How a session ended without `close()`. */
export type SessionLoss = 'channel-closed' | 'consumer-cancelled';

/**
 * A consumer on one channel. Delivery tags are valid only on the channel that delivered them, so a message can be
 * acknowledged only in the session that received it.
 */
export class ConsumerSession {
  readonly model: ChannelModel;
  readonly #options: SessionOptions;
  readonly #channel: Channel;
  #consumerTag: string | undefined;
  #isAlive = true;

  private constructor(model: ChannelModel, channel: Channel, options: SessionOptions) {
    this.model = model;
    this.#channel = channel;
    this.#options = options;
    let reason: unknown;
    channel.on('error', (error) => {
      reason = error; // `close` follows
    });
    channel.on('close', () => {
      this.#lose('channel-closed', reason);
    });
  }

  static async open(model: ChannelModel, options: SessionOptions): Promise<ConsumerSession> {
    const channel = await model.createChannel();
    const session = new ConsumerSession(model, channel, options);
    await channel.prefetch(options.prefetch);
    return session;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Starts to consume. Messages may arrive before it resolves. */
  async consume(): Promise<void> {
    const { consumerTag } = await this.#channel.consume(this.#options.queue, (message) => {
      if (!this.#isAlive) return;
      if (message === null)
        this.#lose('consumer-cancelled', new TransientError('the broker cancelled the consumer'));
      else this.#options.onMessage(this, message);
    });
    this.#consumerTag = consumerTag;
  }

  /**
   * Acknowledges a range of tags, which were all delivered in this session.
   *
   * @param isOldest whether everything before the range is acknowledged, so that one frame is enough
   * @returns false when the session has ended, in which case the broker delivers the messages again
   */
  acknowledge(firstTag: number, lastTag: number, isOldest: boolean): boolean {
    if (!this.#isAlive) return false;
    try {
      if (isOldest) this.#channel.ack(tagged(lastTag), true);
      else for (let tag = firstTag; tag <= lastTag; tag++) this.#channel.ack(tagged(tag));
      return true;
    } catch (error) {
      this.#lose('channel-closed', error); // a closing channel refuses it
      return false;
    }
  }

  /** Stops deliveries. Messages that are already on the way arrive before it resolves. */
  async cancel(): Promise<void> {
    const consumerTag = this.#consumerTag;
    if (consumerTag === undefined || !this.#isAlive) return;
    this.#consumerTag = undefined;
    try {
      await this.#channel.cancel(consumerTag);
    } catch (error) {
      this.#lose('channel-closed', error); // fails only on a closing channel, which delivers nothing more either
    }
  }

  /** Ends the session. Messages that were not acknowledged go back to the queue. `onLost` is not called. */
  async close(): Promise<void> {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    try {
      await this.#channel.close();
    } catch {
      // The broker closed it, or the connection ended, in the meantime. The channel is closed in any case.
    }
  }

  #lose(how: SessionLoss, reason: unknown): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#options.onLost(this, how, reason);
  }
}

function tagged(deliveryTag: number): Message {
  return { fields: { deliveryTag } } as Message;
}
