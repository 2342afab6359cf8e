import { TransientError } from '@scrutin/service-runtime';

/**
 * Waits for the replies of a pipeline until the deadline. There is one timer for each pipeline, not for each command.
 *
 * @throws TransientError when the replies are late, after it called `onLate`
 */
export async function within<T>(deadlineMs: number, replies: Promise<T>, onLate?: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onLate?.();
      reject(new TransientError(`Redis did not answer within ${deadlineMs} ms.`));
    }, deadlineMs);
  });
  try {
    return await Promise.race([replies, late]);
  } finally {
    clearTimeout(timer);
  }
}
