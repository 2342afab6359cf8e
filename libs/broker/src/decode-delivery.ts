import { PoisonMessageError } from '@scrutin/service-runtime';
import type { ConsumeMessage } from 'amqplib';
import type { ConsumeOptions } from './consume-options.ts';
import type { Delivery } from './entry-parking.ts';
import { earlierDeliveries, itemsOf } from './parked-message.ts';

/**
 * What a message holds: the entries to handle, and what can only be parked. A message that cannot be read is parked
 * whole. The entries of a message that was delivered `deliveryLimit` times already are parked one by one: with the next
 * loss the broker would park the whole group, and nobody could count the votes in it without looking at them.
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
