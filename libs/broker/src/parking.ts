import { setTimeout as delay } from 'node:timers/promises';
import type { QueueName } from '@scrutin/contracts';
import { TransientError } from '@scrutin/service-runtime';
import type { Channel, ChannelModel, GetMessage, MessagePropertyHeaders } from 'amqplib';
import { logicalName, physicalName } from './topology.ts';

/** A message as it lies in a queue. */
export interface BrowsedMessage {
  readonly messageId: string;
  readonly body: Buffer;
  /** Entries in it, as its sender said. */
  readonly items: number;
  /** Where it was before it was parked; undefined when it was not, or nobody said. */
  readonly originQueue: QueueName | undefined;
  /** Why it was parked: what could not be read, or `delivery-limit`. */
  readonly problem: string | undefined;
}

const ORIGIN_HEADER = 'x-origin-queue';
const PROBLEM_HEADER = 'x-problem';
const PROBLEM_MAX_LENGTH = 500;

/** What an entry that is put aside carries with it. */
export function parkedHeaders(queue: QueueName, problem: string): Record<string, string> {
  return { [ORIGIN_HEADER]: queue, [PROBLEM_HEADER]: problem.slice(0, PROBLEM_MAX_LENGTH) };
}

/** `x-items`, or 1 from a sender that does not say. */
export function itemsOf(headers: MessagePropertyHeaders | undefined): number {
  const items: unknown = headers?.['x-items'];
  return typeof items === 'number' && Number.isSafeInteger(items) && items >= 0 ? items : 1;
}

/** The broker's own headers tell of what it parked at the delivery limit, ours of what a consumer could not read. */
export function browsedMessage(message: GetMessage, queuePrefix: string): BrowsedMessage {
  const { headers } = message.properties;
  const messageId: unknown = message.properties.messageId;
  const text = (name: string): string | undefined => {
    const value: unknown = headers?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  const died = text('x-first-death-queue');
  const origin =
    text(ORIGIN_HEADER) ?? (died?.startsWith(queuePrefix) ? died.slice(queuePrefix.length) : undefined);
  return {
    messageId: typeof messageId === 'string' ? messageId : '',
    body: message.content,
    items: itemsOf(headers),
    originQueue: origin === undefined ? undefined : logicalName(origin, ''),
    problem: text(PROBLEM_HEADER) ?? text('x-first-death-reason')?.replaceAll('_', '-'),
  };
}

const BACK_WITHIN_MS = 2_000;
const BACK_POLL_MS = 5;

/**
 * Looks at up to `limit` messages and puts them back before it resolves. Each look counts as a delivery: meant for the parking queue, which
 * has no limit of them.
 */
export async function browseQueue(
  model: ChannelModel,
  queue: QueueName,
  queuePrefix: string,
  limit: number,
): Promise<BrowsedMessage[]> {
  const name = physicalName(queue, queuePrefix);
  const found = await withChannel(model, async (channel) => {
    const looked: BrowsedMessage[] = [];
    while (looked.length < limit) {
      const message = await channel.get(name);
      if (message === false) break;
      looked.push(browsedMessage(message, queuePrefix));
    }
    return looked; // not acknowledged: closing the channel puts them back
  });
  if (found.length > 0) await untilBack(model, name, found.length);
  return found;
}

/**
 * A quorum queue takes back what a closed channel held a moment after the channel has closed. Whoever looks
 * next must find it; where consumers take it meanwhile, the wait has an end.
 */
async function untilBack(model: ChannelModel, name: string, messages: number): Promise<void> {
  const deadline = performance.now() + BACK_WITHIN_MS;
  await withChannel(model, async (channel) => {
    while (performance.now() < deadline) {
      const { messageCount } = await channel.checkQueue(name);
      if (messageCount >= messages) return;
      await delay(BACK_POLL_MS);
    }
  });
}

/**
 * Takes up to `limit` messages one by one, each acknowledged after `handle` resolved, and returns how many. Takes no
 * more than there were at the beginning, so that what comes back at once is not taken again. What `handle` rejects goes
 * back to the queue, and the rejection is passed on.
 */
export async function takeFromQueue(
  model: ChannelModel,
  queue: QueueName,
  queuePrefix: string,
  handle: (message: BrowsedMessage) => Promise<void>,
  limit: number,
): Promise<number> {
  return withChannel(model, async (channel) => {
    let most = limit;
    let taken = 0;
    while (taken < most) {
      const message = await channel.get(physicalName(queue, queuePrefix));
      if (message === false) break;
      if (taken === 0) most = Math.min(limit, message.fields.messageCount + 1);
      await handle(browsedMessage(message, queuePrefix));
      channel.ack(message);
      taken += 1;
    }
    return taken;
  });
}

/**
 * A channel for one task. A fault of it is the task's, not the connection's.
 *
 * @throws TransientError when the channel closed under the task; otherwise what the task throws
 */
export async function withChannel<T>(
  model: ChannelModel,
  task: (channel: Channel) => Promise<T>,
): Promise<T> {
  let fault: unknown;
  const channel = await model.createChannel().catch((error: unknown) => {
    throw new TransientError('the broker gave no channel', { cause: error });
  });
  channel.on('error', (error) => {
    fault = error;
  });
  let result: T;
  try {
    result = await task(channel);
  } catch (error) {
    if (await wasOpen(channel)) throw error; // the task's own
    throw new TransientError('the channel to the broker closed', { cause: fault ?? error });
  }
  await wasOpen(channel);
  return result;
}

/**
 * Closes the channel, and says whether there was one to close. Asking amqplib is the only sure way to know: a channel
 * that ends with its connection may do so without an event.
 */
async function wasOpen(channel: Channel): Promise<boolean> {
  try {
    await channel.close();
    return true;
  } catch {
    return false;
  }
}
