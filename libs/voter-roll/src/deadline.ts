import { TransientError } from '@scrutin/service-runtime';

/** One timer per pipeline, not per command. @throws TransientError when the replies are late */
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
