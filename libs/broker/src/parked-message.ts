import { randomUUID } from 'node:crypto';
import type { GetMessage, MessagePropertyHeaders } from 'amqplib';
import type { QueueName } from '@scrutin/contracts/messages';
import { logicalName } from './topology.ts';

/** A message in a queue. */
export interface BrowsedMessage {
  /**
   * The id of the parked message. It is random, so that it reveals nothing about the contents (P6), and stays the same
   * as long as the message is parked. Undefined if none of our programs has parked or browsed the message yet.
   */
  readonly parkingId: string | undefined;
  /** The time at which one of our consumers parked it, by the clock of that consumer. */
  readonly parkedAtMs: number | undefined;
  readonly messageId: string;
  readonly body: Buffer;
  /** The number of entries, according to the header of its sender. */
  readonly items: number;
  /** The queue in which it was before. Undefined if there was none, or if it is not known. */
  readonly originQueue: QueueName | undefined;
  /** Why it was parked: a description of what could not be read, or `delivery-limit`. */
  readonly problem: string | undefined;
}

const ORIGIN_HEADER = 'x-origin-queue';
const PROBLEM_HEADER = 'x-problem';
const PARKING_ID_HEADER = 'x-parking-id';
const PARKED_AT_HEADER = 'x-parked-at-ms';
const DELIVERY_COUNT_HEADER = 'x-delivery-count';
const PROBLEM_MAX_LENGTH = 500;

/** The headers of an entry that is being parked. */
export function parkedHeaders(queue: QueueName, problem: string): Record<string, string> {
  return {
    [ORIGIN_HEADER]: queue,
    [PROBLEM_HEADER]: problem.slice(0, PROBLEM_MAX_LENGTH),
    [PARKING_ID_HEADER]: randomUUID(),
    [PARKED_AT_HEADER]: String(Date.now()),
  };
}

/** The headers for a copy of a message that is already parked. */
export function copiedHeaders(message: BrowsedMessage, parkingId: string): Record<string, string> {
  const { originQueue, problem, parkedAtMs } = message;
  return {
    [PARKING_ID_HEADER]: parkingId,
    ...(originQueue === undefined ? {} : { [ORIGIN_HEADER]: originQueue }),
    ...(problem === undefined ? {} : { [PROBLEM_HEADER]: problem }),
    ...(parkedAtMs === undefined ? {} : { [PARKED_AT_HEADER]: String(parkedAtMs) }),
  };
}

/** How many times a quorum queue delivered the message before, without an acknowledgement. */
export function earlierDeliveries(headers: MessagePropertyHeaders | undefined): number {
  const count: unknown = headers?.[DELIVERY_COUNT_HEADER];
  return typeof count === 'number' ? count : 0;
}

/** The number of entries in the header `x-items`, or 1 if there is no such header. */
export function itemsOf(headers: MessagePropertyHeaders | undefined): number {
  const items: unknown = headers?.['x-items'];
  return typeof items === 'number' && Number.isSafeInteger(items) && items >= 0 ? items : 1;
}

/**
 * Reads the headers of a parked message. They are the broker's headers if it parked the message at the delivery limit,
 * and ours if a consumer parked it.
 */
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
  const parkedAtMs = Number(text(PARKED_AT_HEADER));
  return {
    parkingId: text(PARKING_ID_HEADER),
    parkedAtMs: Number.isSafeInteger(parkedAtMs) ? parkedAtMs : undefined,
    messageId: typeof messageId === 'string' ? messageId : '',
    body: message.content,
    items: itemsOf(headers),
    originQueue: origin === undefined ? undefined : logicalName(origin, ''),
    problem: text(PROBLEM_HEADER) ?? text('x-first-death-reason')?.replaceAll('_', '-'),
  };
}
