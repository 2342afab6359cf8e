import type { Given, Reply } from '@scrutin/api-client';
import type { OfficeClient, OfficeRouteName, OfficeRoutes } from './office-client.ts';

/**
 * Calls a route whose name is not known when this is compiled. The type of `call` lets only a known route leave out what
 * it does not need.
 */
export function callRoute<Name extends OfficeRouteName>(
  client: OfficeClient,
  name: Name,
  given: Given<OfficeRoutes[Name]>,
): Promise<Reply<OfficeRoutes[Name]>> {
  const call = client.call as (name: Name, given: unknown) => Promise<Reply<OfficeRoutes[Name]>>;
  return call(name, given);
}
