import { TransientError } from '@scrutin/service-runtime';
import type { Channel, ChannelModel, ConsumeMessage, Message } from 'amqplib';

export interface SessionOptions {
  /** The queue's name at the broker. */
  readonly queue: string;
  readonly prefetch: number;
  onMessage(session: ConsumerSession, message: ConsumeMessage): void;
  /** The session is dead without having been closed here: its channel is gone, or the queue behind it. */
  onLost(session: ConsumerSession, how: SessionLoss, reason: unknown): void;
}

export type SessionLoss = 'channel-closed' | 'consumer-cancelled';

/**
 * A consumer on one channel: the epoch of delivery tags. A tag means nothing on another channel, so whatever was
 * delivered here can be acknowledged here or not at all.
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

  /** Messages may come before this resolves. */
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
   * Acknowledges the tags of a range, which were all delivered here.
   *
   * @param isOldest nothing before them is unacknowledged, so one frame says it all
   * @returns false when the session is dead: the broker delivers the messages again
   */
  acknowledge(firstTag: number, lastTag: number, isOldest: boolean): boolean {
    if (!this.#isAlive) return false;
    try {
      if (isOldest) this.#channel.ack(tagged(lastTag), true);
      else for (let tag = firstTag; tag <= lastTag; tag++) this.#channel.ack(tagged(tag));
      return true;
    } catch (error) {
      this.#lose('channel-closed', error); // a channel that is closing refuses
      return false;
    }
  }

  /** Asks for no more deliveries. Those on the way arrive before this resolves. */
  async cancel(): Promise<void> {
    const consumerTag = this.#consumerTag;
    if (consumerTag === undefined || !this.#isAlive) return;
    this.#consumerTag = undefined;
    try {
      await this.#channel.cancel(consumerTag);
    } catch (error) {
      this.#lose('channel-closed', error); // only on a channel that is going, and nothing more comes from it either
    }
  }

  /** What was not acknowledged goes back to its queue. `onLost` is not called. */
  async close(): Promise<void> {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    try {
      await this.#channel.close();
    } catch {
      // Closed by the other side or with its connection in the meantime, which is as good.
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
