import { TransientError } from '@scrutin/service-runtime';

/** How one message is published. */
export interface PublishOptions {
  /** The id of the message. It must be the same for every attempt to send the same message. */
  readonly messageId: string;
  /** The number of entries (votes) in the message. It goes into the header `x-items`, to count without reading. */
  readonly items: number;
  /** Default 5000. */
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Whether to reject at once while nothing can be sent (no connection, or an alarm of the broker). By default, the
   * publish waits until the deadline.
   */
  readonly failFast?: boolean;
  /**
   * Called when the broker confirms the message after the deadline. The broker has it, although the publish rejected.
   */
  readonly onLateConfirm?: () => void;
}

/**
 * The message was sent but not confirmed before its deadline. The broker may have it, now or later, or not at all.
 * Every other rejection of a publish means that the broker does not have the message.
 */
export class UnconfirmedError extends TransientError {}

export const DEFAULT_PUBLISH_TIMEOUT_MS = 5_000;

/**
 * The error of a rejected publish.
 *
 * @param mayBeThere whether the message was sent and its fate is unknown
 */
export function publishError(mayBeThere: boolean, problem: string): TransientError {
  return mayBeThere ? new UnconfirmedError(problem) : new TransientError(problem);
}
