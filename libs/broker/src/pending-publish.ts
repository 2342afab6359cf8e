import type { Options } from 'amqplib';
import type { QueueName } from '@scrutin/contracts/messages';
import type { PublishOptions } from './publish-options.ts';
import { DEFAULT_PUBLISH_TIMEOUT_MS } from './publish-options.ts';

/** The state of one call of `publish`. */
export interface PendingPublish {
  readonly queue: QueueName;
  readonly routingKey: string;
  readonly body: Buffer;
  readonly items: number;
  readonly options: Options.Publish;
  readonly startedMs: number;
  readonly deadlineMs: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly failFast: boolean;
  readonly onLateConfirm: (() => void) | undefined;
  /** The sequence number on the present channel, or 0 if it was not sent on it. */
  sequence: number;
  wasReturned: boolean;
  /** Whether it was sent on this channel or an earlier one. */
  wasSent: boolean;
  /** Whether it was sent on a channel that closed before the answer, so that nobody knows if the broker has it. */
  wasLost: boolean;
}

/** Creates the state of a publish that has not been sent yet. `nowMs` is the time of a monotonic clock. */
export function pendingPublish(
  message: Pick<PendingPublish, 'queue' | 'routingKey' | 'body' | 'resolve' | 'reject'>,
  o: PublishOptions,
  nowMs: number,
): PendingPublish {
  return {
    ...message,
    items: o.items,
    options: {
      persistent: true,
      mandatory: true,
      messageId: o.messageId,
      headers: o.headers === undefined ? { 'x-items': o.items } : { ...o.headers, 'x-items': o.items },
    },
    startedMs: nowMs,
    deadlineMs: nowMs + (o.timeoutMs ?? DEFAULT_PUBLISH_TIMEOUT_MS),
    failFast: o.failFast ?? false,
    onLateConfirm: o.onLateConfirm,
    sequence: 0,
    wasReturned: false,
    wasSent: false,
    wasLost: false,
  };
}
