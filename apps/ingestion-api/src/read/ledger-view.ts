import type { BallotStore } from '@scrutin/ballot-store';
import type { Broker } from '@scrutin/broker';
import { QUEUES } from '@scrutin/contracts';
import type { LedgerView, QueueName } from '@scrutin/contracts';

const MOST_PARKED_LOOKED_AT = 1_000;

/**
 * P5: received = counted + rejected + parked + in flight. The database is asked first and the broker after
 * it, so that a vote that moves in between is seen twice rather than missed. `in_flight` is what was
 * received and has neither settled nor been parked; the depths of the queues stand beside it, measured by
 * the broker.
 *
 * More may be settled than was received, never less: a process that is killed takes up to its last second
 * of the count with it, and a vote that was answered 503 may have reached the broker all the same.
 */
export function ledgerView(
  store: Pick<BallotStore, 'ledger'>,
  broker: Pick<Broker, 'depth' | 'browse'>,
): () => Promise<LedgerView> {
  return async () => {
    const { received, counted, rejected } = await store.ledger();
    const names = Object.values(QUEUES);
    const depths = await Promise.all(names.map(async (queue) => [queue, await broker.depth(queue)] as const));
    const queues = Object.fromEntries(depths) as Record<QueueName, { messages: number; consumers: number }>;
    const parked = queues[QUEUES.parked].messages === 0 ? 0 : await parkedVotes(broker);
    const settled = counted + Object.values(rejected).reduce((sum, n) => sum + n, 0);
    const inFlight = received - settled - parked;
    return {
      received,
      counted,
      rejected,
      parked,
      in_flight: Math.max(0, inFlight),
      queues,
      balanced: inFlight <= 0,
    };
  };
}

async function parkedVotes(broker: Pick<Broker, 'browse'>): Promise<number> {
  const messages = await broker.browse(QUEUES.parked, MOST_PARKED_LOOKED_AT);
  return messages.reduce((sum, message) => sum + message.items, 0);
}
