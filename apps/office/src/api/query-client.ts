import { QueryClient } from '@tanstack/react-query';

/** How long what became of an act may wait until the pages have read what it changed. */
const READ_AGAIN_MS = 5_000;

/** Makes the store of what the pages have read. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The office answers refusals with reasons, which another attempt does not change.
        retry: false,
        staleTime: 1_000,
        // A read without a network fails, and the page says so. Otherwise it would wait in silence, and what was read
        // before would look current.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
    },
  });
}

/**
 * Reads again what the pages show, after an act that changed something. It resolves after a few seconds at the latest:
 * a read that hangs must not hide what became of the act.
 */
export async function readAllAgain(queries: QueryClient, mostMs = READ_AGAIN_MS): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, mostMs);
  await Promise.race([queries.invalidateQueries(), promise]);
  clearTimeout(timer);
}
