import type { PublicClient } from '@scrutin/voting-load';
import { openPublicClient } from '@scrutin/voting-load';
import type { Stack } from './stack.ts';

/** Opens a client of the public API of the stack, and closes it after the work. */
export async function withPublicClient<T>(
  stack: Pick<Stack, 'target'>,
  work: (client: PublicClient) => Promise<T>,
): Promise<T> {
  const client = openPublicClient(stack.target, 16);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
