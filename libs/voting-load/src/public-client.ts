import type { Client } from '@scrutin/api-client';
import { createClient } from '@scrutin/api-client';
import type { PublicRoutes } from '@scrutin/contracts/public';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { keepConnections } from './kept-connections.ts';

/** The typed client of the public API over connections that stay open. */
export interface PublicClient extends Client<PublicRoutes> {
  /** Waits for the requests under way, and closes all connections. */
  close(): Promise<void>;
}

/**
 * @param target the address of the API, or a function that returns it. The function is called for every request,
 * because processes start and end. If it throws, the reply is `unreachable`
 * @param localAddress as for {@link keepConnections}
 */
export function openPublicClient(
  target: string | (() => string),
  connections: number,
  localAddress?: string,
): PublicClient {
  const kept = keepConnections(connections, localAddress);
  const client = createClient(PUBLIC_ROUTES, {
    baseUrl: '',
    fetch: async (path, init) => kept.fetch((typeof target === 'string' ? target : target()) + path, init),
  });
  return { ...client, close: () => kept.close() };
}
