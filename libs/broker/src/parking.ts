import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, ChannelModel, GetMessage } from 'amqplib';
import type { QueueName } from '@scrutin/contracts/messages';
import type { ConfirmedPublisher } from './confirmed-publisher.ts';
import type { BrowsedMessage } from './parked-message.ts';
import { browsedMessage, copiedHeaders } from './parked-message.ts';
import { physicalName } from './topology.ts';
import { withChannel } from './with-channel.ts';

export interface ParkingDependencies {
  readonly queuePrefix: string;
  readonly publisher: Pick<ConfirmedPublisher, 'publish'>;
}

/** `remove` removes a message, `keep` puts it back, and `stop` puts it back and ends. */
export type TakeDecision = 'remove' | 'keep' | 'stop';

/**
 * The number of messages that browsing fetches at a time. It is small, because others do not see these messages. It is
 * also smaller than 32: RabbitMQ acknowledges each message that was fetched on its own, sends a quorum queue at most 32
 * such commands at a time (`quorum_commands_soft_limit`) and holds the others back. If the channel closes then, the
 * commands that were held back are lost, and the originals return to the queue beside their copies.
 */
const FETCHED_AT_A_TIME = 25;
/** How long to wait at an empty queue, because somebody else may have fetched messages for a moment. */
const EMPTY_PATIENCE_MS = 600;
const EMPTY_POLL_MS = 50;

/**
 * Returns up to `limit` messages of a queue, each once. Every message is copied to the end of its queue, and the
 * original is removed only after the copy is confirmed. Returning a message to the queue would count as a delivery, and
 * under a policy with a delivery limit, messages would be lost by browsing. So browsing only changes their order. A
 * crash in between leaves a message twice, which is harmless (P2).
 */
export async function browseQueue(
  model: ChannelModel,
  queue: QueueName,
  limit: number,
  deps: ParkingDependencies,
): Promise<BrowsedMessage[]> {
  const name = physicalName(queue, deps.queuePrefix);
  return withChannel(model, async (channel) => {
    const seen = new Map<string, BrowsedMessage>();
    let again = 0;
    while (seen.size < limit) {
      const fetched = await getSome(channel, name, Math.min(FETCHED_AT_A_TIME, limit - seen.size));
      const last = fetched.at(-1);
      if (last === undefined) break;
      const copies = await putBack(queue, fetched, deps);
      channel.ack(last, true);
      for (const copy of copies) {
        again = seen.has(copy.parkingId) ? again + 1 : 0;
        seen.set(copy.parkingId, copy);
      }
      const { messageCount } = await channel.checkQueue(name);
      if (again >= Math.min(messageCount, 2 * FETCHED_AT_A_TIME)) break;
    }
    return [...seen.values()].slice(0, limit);
  });
}

/**
 * Takes up to `limit` messages one by one. A message is removed after `handle` resolved with `remove`. Returns the
 * number of removed messages.
 *
 * If `handle` rejects, the message goes back to the queue, and the error is passed on. Messages that are parked (again)
 * during the call are left in the queue; otherwise a message that is parked again at once would be taken forever. Two
 * calls at the same time share the work, and no message is handled by both.
 */
export async function takeFromQueue(
  model: ChannelModel,
  queue: QueueName,
  handle: (message: BrowsedMessage) => Promise<TakeDecision>,
  limit: number,
  deps: ParkingDependencies,
): Promise<number> {
  const name = physicalName(queue, deps.queuePrefix);
  const startedMs = Date.now();
  return withChannel(model, async (channel) => {
    const kept = new Set<string>();
    /** How many messages without a parking id may still be handled. */
    let withoutId = (await channel.checkQueue(name)).messageCount;
    let removed = 0;
    /** How many messages in a row were left in the queue. */
    let skipped = 0;
    const keep = async (message: GetMessage): Promise<void> => {
      for (const { parkingId } of await putBack(queue, [message], deps)) kept.add(parkingId);
      channel.ack(message);
    };
    while (removed < limit) {
      const message = await getOrWait(channel, name);
      if (message === false) break;
      const browsed = browsedMessage(message, deps.queuePrefix);
      // A message without an id cannot be recognised when it comes again. So no more of them are handled than there
      // were messages at the beginning.
      const isNew =
        browsed.parkingId === undefined
          ? withoutId-- <= 0
          : kept.has(browsed.parkingId) || (browsed.parkedAtMs ?? 0) >= startedMs;
      if (isNew) {
        await keep(message);
        skipped += 1;
        if (skipped > message.fields.messageCount) break;
        continue;
      }
      skipped = 0;
      const decision = await handle(browsed);
      if (decision === 'remove') {
        channel.ack(message);
        removed += 1;
        continue;
      }
      await keep(message);
      if (decision === 'stop') break;
    }
    return removed;
  });
}

type IdentifiedMessage = BrowsedMessage & { readonly parkingId: string };

/**
 * Copies messages to the end of their queue. A message without a parking id gets one. Resolves when all copies are
 * confirmed.
 */
async function putBack(
  queue: QueueName,
  messages: readonly GetMessage[],
  { queuePrefix, publisher }: ParkingDependencies,
): Promise<IdentifiedMessage[]> {
  const copies = messages.map((message) => {
    const browsed = browsedMessage(message, queuePrefix);
    return { ...browsed, parkingId: browsed.parkingId ?? randomUUID() };
  });
  await Promise.all(
    copies.map((copy) =>
      publisher.publish(queue, copy.body, {
        messageId: copy.messageId,
        items: copy.items,
        headers: copiedHeaders(copy, copy.parkingId),
      }),
    ),
  );
  return copies;
}

async function getSome(channel: Channel, name: string, most: number): Promise<GetMessage[]> {
  const messages: GetMessage[] = [];
  while (messages.length < most) {
    const message = messages.length === 0 ? await getOrWait(channel, name) : await channel.get(name);
    if (message === false) break;
    messages.push(message);
  }
  return messages;
}

/** Gets one message. If the queue is empty, it tries again for {@link EMPTY_PATIENCE_MS}. */
async function getOrWait(channel: Channel, name: string): Promise<GetMessage | false> {
  const deadlineMs = performance.now() + EMPTY_PATIENCE_MS;
  for (;;) {
    const message = await channel.get(name);
    if (message !== false || performance.now() > deadlineMs) return message;
    await delay(EMPTY_POLL_MS);
  }
}
