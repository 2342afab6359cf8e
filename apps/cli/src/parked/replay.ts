import type { Broker } from '@scrutin/broker';
import { QUEUES } from '@scrutin/contracts';
import type { QueueName } from '@scrutin/contracts';
import { parkedId } from './redaction.ts';

export interface ReplayOptions {
  readonly broker: Pick<Broker, 'publish' | 'browse' | 'take' | 'depth'>;
  /** `all`, or the ids of those to replay. */
  readonly which: 'all' | readonly string[];
  /** Where messages go that do not say where they come from. */
  readonly fallback: QueueName | undefined;
}

export interface Replayed {
  readonly replayed: readonly string[];
  /** Wanted, but they say no origin and there is no fallback. They stay. */
  readonly homeless: readonly string[];
  /** Wanted, but not in the parking queue. */
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
  const wanted = which === 'all' ? undefined : new Set(which);
  const limit = wanted === undefined ? Infinity : await positionOfLast(broker, wanted);
  const replayed: string[] = [];
  const homeless: string[] = [];
  const depth = await broker.depth(QUEUES.parked);
  if (limit > 0 && depth.messages > 0) {
    await broker.take(
      QUEUES.parked,
      async (message) => {
        const id = parkedId(message);
        const isWanted = wanted?.has(id) ?? true;
        const target = message.originQueue ?? fallback;
        const to = isWanted && target !== undefined ? target : QUEUES.parked;
        if (isWanted) (to === QUEUES.parked ? homeless : replayed).push(id);
        await broker.publish(to, message.body, {
          messageId: message.messageId,
          items: message.items,
          ...(to === QUEUES.parked ? { headers: parkedHeaders(message) } : {}),
        });
      },
      Math.min(limit, depth.messages),
    );
  }
  const done = new Set([...replayed, ...homeless]);
  return { replayed, homeless, missing: [...(wanted ?? [])].filter((id) => !done.has(id)) };
}

/** How many messages have to be taken to reach the last of the wanted. */
async function positionOfLast(broker: Pick<Broker, 'browse'>, wanted: ReadonlySet<string>): Promise<number> {
  const messages = await broker.browse(QUEUES.parked, MOST_LOOKED_AT);
  return messages.findLastIndex((message) => wanted.has(parkedId(message))) + 1;
}

interface Origin {
  readonly originQueue: QueueName | undefined;
  readonly problem: string | undefined;
}

/** The headers by which a parked message says where it was and why it is here. */
function parkedHeaders({ originQueue, problem }: Origin): Record<string, string> {
  return {
    ...(originQueue === undefined ? {} : { 'x-origin-queue': originQueue }),
    ...(problem === undefined ? {} : { 'x-problem': problem }),
  };
}
