import { TransientError } from '@scrutin/service-runtime';

export interface PublishOptions {
  /** The same for every attempt at the same message, this call's and the caller's. */
  readonly messageId: string;
  /** Entries in the message (votes): header `x-items`, for whoever counts without reading. */
  readonly items: number;
  /** Default 5000. */
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Refuses at once while nothing can be sent (no connection, or the broker's alarm); default: waits till the deadline. */
  readonly failFast?: boolean;
  /** Called when the broker confirms the message after the deadline: it has it, though the caller was told otherwise. */
  readonly onLateConfirm?: () => void;
}

/**
 * The message was on its way when its deadline passed: the broker may have it, now or later, or not. Every other
 * rejection of a publish means that the message is not at the broker.
 */
export class UnconfirmedError extends TransientError {}

export const DEFAULT_PUBLISH_TIMEOUT_MS = 5_000;

/** What a publish rejects with. @param mayBeThere it was sent, and no answer to that will come any more */
export function failure(mayBeThere: boolean, problem: string): TransientError {
  return mayBeThere ? new UnconfirmedError(problem) : new TransientError(problem);
}
