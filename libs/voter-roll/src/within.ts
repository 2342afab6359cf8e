import { TransientError, withDeadline } from '@scrutin/service-runtime';

/**
 * Waits for the replies of a pipeline until the deadline. There is one timer for each pipeline, not for each command.
 *
 * @throws TransientError when the replies are late, after it called `onLate`
 */
export function within<T>(deadlineMs: number, replies: Promise<T>, onLate?: () => void): Promise<T> {
  return withDeadline(replies, deadlineMs, () => {
    onLate?.();
    throw new TransientError(`Redis did not answer within ${deadlineMs} ms.`);
  });
}
