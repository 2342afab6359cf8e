import type { DecodedGroup, QueueName, UnreadableEntry } from '@scrutin/contracts/messages';
import { encodeUnreadable, QUEUES } from '@scrutin/contracts/messages';
import type { Logger } from '@scrutin/service-runtime';
import { InvariantViolation } from '@scrutin/service-runtime';
import type { ConfirmedPublisher } from './confirmed-publisher.ts';
import type { EntryToPark } from './consume-options.ts';
import type { BrokerMetrics } from './metrics.ts';
import { parkedHeaders } from './parked-message.ts';

/** A delivered message after decoding. */
export interface Delivery<T> extends DecodedGroup<T> {
  readonly tag: number;
  readonly messageId: string;
  /** The number of entries that its sender declared. */
  readonly items: number;
}

/** An entry to be parked, with the id and the number of entries of its message in the parking queue. */
export interface ParkedEntry extends UnreadableEntry {
  readonly messageId: string;
  readonly items: number;
}

/**
 * The entries of a delivery to be parked. Their ids derive from that of the message, so a redelivery has the same ids.
 */
export function unreadableEntries(delivery: Delivery<unknown>): ParkedEntry[] {
  const isWhole = delivery.entries.length === 0 && delivery.unreadable.length === 1;
  return delivery.unreadable.map(({ raw, problem }, i) => ({
    raw,
    problem,
    messageId: partOf(delivery, String(i)),
    items: isWhole ? delivery.items : 1,
  }));
}

/**
 * The entries that the handler returned to be parked, each as a group of one. Their ids derive from that of the message and the position
 * of the entry in it, for the same reason.
 *
 * @throws InvariantViolation when an entry to park is not in the deliveries, because it would be lost (P2)
 */
export function entriesToPark<T>(
  deliveries: readonly Delivery<T>[],
  toPark: readonly EntryToPark<T>[],
  encode: (entries: readonly T[]) => Buffer,
): ParkedEntry[] {
  if (toPark.length === 0) return [];
  const problems = new Map<T, string[]>();
  for (const { entry, problem } of toPark) {
    const others = problems.get(entry);
    if (others === undefined) problems.set(entry, [problem]);
    else others.push(problem);
  }
  const parked: ParkedEntry[] = [];
  for (const delivery of deliveries) {
    for (const [i, entry] of delivery.entries.entries()) {
      const problem = problems.get(entry)?.shift();
      if (problem === undefined) continue;
      const raw = encode([entry]);
      parked.push({ raw, problem, messageId: partOf(delivery, `refused/${i}`), items: 1 });
    }
  }
  if (parked.length !== toPark.length)
    throw new InvariantViolation('P2', 'an entry to park is not in the batch');
  return parked;
}

/** A message with one entry keeps its id, so that it stays the same message however often it is replayed and parked. */
function partOf({ messageId, entries, unreadable }: Delivery<unknown>, part: string): string {
  return entries.length + unreadable.length === 1 ? messageId : `${messageId}/${part}`;
}

/**
 * Publishes entries to the parking queue, each with a confirm (P2). Returns the entries that could not be parked, and
 * the error of the first of them.
 */
export async function parkEntries(
  queue: QueueName,
  entries: readonly ParkedEntry[],
  deps: {
    readonly publisher: ConfirmedPublisher;
    readonly logger: Logger;
    readonly metrics: BrokerMetrics;
  },
): Promise<{ readonly notParked: readonly ParkedEntry[]; readonly failure: unknown }> {
  const results = await Promise.allSettled(
    entries.map((entry) =>
      deps.publisher.publish(QUEUES.parked, encodeUnreadable(entry), {
        messageId: entry.messageId,
        items: entry.items,
        headers: parkedHeaders(queue, entry.problem),
      }),
    ),
  );
  const notParked = entries.filter((_, i) => results[i]?.status === 'rejected');
  const parked = entries.length - notParked.length;
  if (parked > 0) {
    deps.metrics.parked.inc({ queue }, parked);
    deps.logger.warn('broker.parked', { queue, entries: parked });
  }
  return { notParked, failure: results.find((result) => result.status === 'rejected')?.reason };
}
