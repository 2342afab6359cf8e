import type { ConsumeMessage } from 'amqplib';
import { PoisonMessageError } from '@scrutin/service-runtime';
import type { ConsumeOptions } from './consume-options.ts';
import type { Delivery } from './entry-parking.ts';
import { earlierDeliveries, itemsOf } from './parked-message.ts';

/**
 * Decodes a message into the entries to handle and the entries to park. A message that cannot be read is parked as a
 * whole. If a message was already delivered `deliveryLimit` times, its entries are parked one by one. Otherwise the
 * broker would park the whole group at the next failure, and nobody could count its votes without reading them.
 */
export function decodeDelivery<T>(
  message: ConsumeMessage,
  deliveryLimit: number,
  { decode, encode }: Pick<ConsumeOptions<T>, 'decode' | 'encode'>,
): Delivery<T> {
  const { properties } = message;
  const tag = message.fields.deliveryTag;
  const messageId = typeof properties.messageId === 'string' ? properties.messageId : '';
  const items = itemsOf(properties.headers);
  try {
    const { entries, unreadable } = decode(message.content);
    if (earlierDeliveries(properties.headers) < Math.max(1, deliveryLimit))
      return { tag, messageId, items, entries, unreadable };
    const crashing = entries.map((entry) => ({ raw: encode([entry]), problem: 'delivery-limit' }));
    return { tag, messageId, items, entries: [], unreadable: [...crashing, ...unreadable] };
  } catch (error) {
    if (!(error instanceof PoisonMessageError)) throw error;
    const whole = { raw: message.content, problem: error.message };
    return { tag, messageId, items, entries: [], unreadable: [whole] };
  }
}
