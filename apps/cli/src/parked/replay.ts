import type { Broker, BrowsedMessage } from '@scrutin/broker';
import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import { parkedId } from './redaction.ts';

/** `all`, or the identifiers of the wanted messages. */
type Which = 'all' | readonly string[];

export interface ReplayOptions {
  readonly broker: Pick<Broker, 'publish' | 'take'>;
  readonly which: Which;
  /** The queue for messages that do not say from which queue they came. */
  readonly fallback: QueueName | undefined;
}

export interface Replayed {
  readonly replayed: readonly string[];
  /** Wanted messages without an origin, if there is no fallback. They stay parked. */
  readonly withoutOrigin: readonly string[];
  /** Wanted messages that are not in the parking queue. */
  readonly missing: readonly string[];
}

export interface Discarded {
  readonly discarded: readonly string[];
  /** Wanted messages with a vote that can still be counted. They stay parked. */
  readonly votes: readonly string[];
  readonly missing: readonly string[];
}

/** Parked messages are looked at one by one by people: more than this at once is a case for `--all`. */
export const MOST_LOOKED_AT = 10_000;

/**
 * Sends parked messages to the queues they came from. P2: each is removed from the parking queue only
 * after its new place confirmed it; a crash in between leaves it in both, and the pipeline counts a
 * submission once. Those that are passed over on the way to a wanted one go to the end of the queue.
 */
export async function replayParked({ broker, which, fallback }: ReplayOptions): Promise<Replayed> {
  const replayed: string[] = [];
  const withoutOrigin: string[] = [];
  const missing = await forEachWanted(broker, which, async (message) => {
    const target = message.originQueue ?? fallback;
    if (target === undefined) {
      withoutOrigin.push(parkedId(message));
      return 'keep';
    }
    await broker.publish(target, message.body, { messageId: message.messageId, items: message.items });
    replayed.push(parkedId(message));
    return 'remove';
  });
  return { replayed, withoutOrigin, missing };
}

export interface DiscardOptions {
  readonly broker: Pick<Broker, 'take'>;
  readonly ids: readonly string[];
  /** True for a message that stays, because a vote would be lost with it. */
  readonly staysParked: (message: BrowsedMessage) => boolean;
  /** Puts the removal on record. If it fails, the message stays. */
  readonly record: (message: BrowsedMessage) => Promise<void>;
}

/**
 * Removes parked messages for good, each of them after its removal is on record. A crash in between leaves the message
 * where it is, and an act that says it was about to be removed.
 */
export async function discardParked({
  broker,
  ids,
  staysParked,
  record,
}: DiscardOptions): Promise<Discarded> {
  const discarded: string[] = [];
  const votes: string[] = [];
  const missing = await forEachWanted(broker, ids, async (message) => {
    if (staysParked(message)) {
      votes.push(parkedId(message));
      return 'keep';
    }
    await record(message);
    discarded.push(parkedId(message));
    return 'remove';
  });
  return { discarded, votes, missing };
}

/** Returns the identifiers that were not found. */
async function forEachWanted(
  broker: Pick<Broker, 'take'>,
  which: Which,
  act: (message: BrowsedMessage) => Promise<'remove' | 'keep'>,
): Promise<readonly string[]> {
  const wanted = which === 'all' ? undefined : new Set(which);
  await broker.take(
    QUEUES.parked,
    (message) => {
      if (wanted === undefined) return act(message);
      if (wanted.size === 0) return Promise.resolve('stop');
      return wanted.delete(parkedId(message)) ? act(message) : Promise.resolve('keep');
    },
    Infinity,
  );
  return [...(wanted ?? [])];
}
