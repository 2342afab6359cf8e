import { randomUUID } from 'node:crypto';
import type { QueueName } from '@scrutin/contracts/messages';
import type { GetMessage, MessagePropertyHeaders } from 'amqplib';
import { logicalName } from './topology.ts';

/** A message as it lies in a queue. */
export interface BrowsedMessage {
  /**
   * The parked message's own: random, so that it says nothing of what is in it (P6), and kept as long as the message is
   * parked. Undefined for what nobody of ours parked or looked at yet.
   */
  readonly parkingId: string | undefined;
  /** When one of our consumers parked it, by its clock. */
  readonly parkedAtMs: number | undefined;
  readonly messageId: string;
  readonly body: Buffer;
  /** Entries in it, by the header of its sender. */
  readonly items: number;
  /** The queue it was in before it was parked; undefined when it was in none, or that is not known. */
  readonly originQueue: QueueName | undefined;
  /** Why it was parked: what could not be read, or `delivery-limit`. */
  readonly problem: string | undefined;
}

const ORIGIN_HEADER = 'x-origin-queue';
const PROBLEM_HEADER = 'x-problem';
const PARKING_ID_HEADER = 'x-parking-id';
const PARKED_AT_HEADER = 'x-parked-at-ms';
const DELIVERY_COUNT_HEADER = 'x-delivery-count';
const PROBLEM_MAX_LENGTH = 500;

/** What an entry that is put aside carries with it. */
export function parkedHeaders(queue: QueueName, problem: string): Record<string, string> {
  return {
    [ORIGIN_HEADER]: queue,
    [PROBLEM_HEADER]: problem.slice(0, PROBLEM_MAX_LENGTH),
    [PARKING_ID_HEADER]: randomUUID(),
    [PARKED_AT_HEADER]: String(Date.now()),
  };
}

/** The same for a copy of a message that is parked already. */
export function copiedHeaders(message: BrowsedMessage, parkingId: string): Record<string, string> {
  const { originQueue, problem, parkedAtMs } = message;
  return {
    [PARKING_ID_HEADER]: parkingId,
    ...(originQueue === undefined ? {} : { [ORIGIN_HEADER]: originQueue }),
    ...(problem === undefined ? {} : { [PROBLEM_HEADER]: problem }),
    ...(parkedAtMs === undefined ? {} : { [PARKED_AT_HEADER]: String(parkedAtMs) }),
  };
}

/** How often a quorum queue has delivered the message before without an acknowledgement. */
export function earlierDeliveries(headers: MessagePropertyHeaders | undefined): number {
  const count: unknown = headers?.[DELIVERY_COUNT_HEADER];
  return typeof count === 'number' ? count : 0;
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
