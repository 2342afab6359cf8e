import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { QueueName } from '@scrutin/contracts/messages';
import type { Channel, ChannelModel, GetMessage } from 'amqplib';
import type { ConfirmedPublisher } from './confirmed-publisher.ts';
import { browsedMessage, copiedHeaders } from './parked-message.ts';
import type { BrowsedMessage } from './parked-message.ts';
import { physicalName } from './topology.ts';
import { withChannel } from './with-channel.ts';

export interface ParkingDependencies {
  readonly queuePrefix: string;
  readonly publisher: Pick<ConfirmedPublisher, 'publish'>;
}

/** `done` removes a message, `keep` puts it back, and `stop` puts it back and ends. */
export type TakeDecision = 'done' | 'keep' | 'stop';

/** Messages that a look holds at a time: few, as nobody else sees them meanwhile. */
const HELD_AT_A_TIME = 50;
/** An empty answer is not the end while somebody else holds messages for a moment. */
const EMPTY_PATIENCE_MS = 600;
const EMPTY_POLL_MS = 50;

/**
 * Looks at up to `limit` messages of a queue, each once. Every message is copied to the end of its queue, the copy
 * confirmed, and only then is the original removed: to return it would count as a delivery, and whoever sets a limit
 * of deliveries by a policy would lose what was looked at too often. What remains is a change of order. A crash in
 * between leaves a message twice, which is harmless (P2).
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
      const held = await getSome(channel, name, Math.min(HELD_AT_A_TIME, limit - seen.size));
      const last = held.at(-1);
      if (last === undefined) break;
      const copies = await putBack(queue, held, deps);
      channel.ack(last, true);
      for (const copy of copies) {
        again = seen.has(copy.parkingId) ? again + 1 : 0;
        seen.set(copy.parkingId, copy);
      }
      const { messageCount } = await channel.checkQueue(name);
      if (again >= Math.min(messageCount, 2 * HELD_AT_A_TIME)) break;
    }
    return [...seen.values()].slice(0, limit);
  });
}

/**
 * Takes up to `limit` messages one by one, each removed after `handle` resolved, and returns how many were done with.
 * What `handle` rejects goes back to the queue, and the rejection is passed on. Messages that are parked (again) while
 * this runs are left, so that what is parked again at once is not taken for ever. Two at once share the work: no message
 * is handled by both.
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
    let nameless = (await channel.checkQueue(name)).messageCount;
    let done = 0;
    let passed = 0;
    const keep = async (message: GetMessage): Promise<void> => {
      for (const { parkingId } of await putBack(queue, [message], deps)) kept.add(parkingId);
      channel.ack(message);
    };
    while (done < limit) {
      const message = await getPatiently(channel, name);
      if (message === false) break;
      const browsed = browsedMessage(message, deps.queuePrefix);
      // What has no name cannot be recognised when it comes again: of these, no more than there were.
      const isNew =
        browsed.parkingId === undefined
          ? nameless-- <= 0
          : kept.has(browsed.parkingId) || (browsed.parkedAtMs ?? 0) >= startedMs;
      if (isNew) {
        await keep(message);
        passed += 1;
        if (passed > message.fields.messageCount) break;
        continue;
      }
      passed = 0;
      const decision = await handle(browsed);
      if (decision === 'done') {
        channel.ack(message);
        done += 1;
        continue;
      }
      await keep(message);
      if (decision === 'stop') break;
    }
    return done;
  });
}

type Named = BrowsedMessage & { readonly parkingId: string };

/** Copies messages to the end of their queue, with the same name or a first one. Resolves when all are confirmed. */
async function putBack(
  queue: QueueName,
  messages: readonly GetMessage[],
  { queuePrefix, publisher }: ParkingDependencies,
): Promise<Named[]> {
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
    const message = messages.length === 0 ? await getPatiently(channel, name) : await channel.get(name);
    if (message === false) break;
    messages.push(message);
  }
  return messages;
}

async function getPatiently(channel: Channel, name: string): Promise<GetMessage | false> {
  const deadlineMs = performance.now() + EMPTY_PATIENCE_MS;
  for (;;) {
    const message = await channel.get(name);
    if (message !== false || performance.now() > deadlineMs) return message;
    await delay(EMPTY_POLL_MS);
  }
}
