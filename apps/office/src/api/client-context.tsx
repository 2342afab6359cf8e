import { createContext, useContext } from 'react';
import type { OfficeClient } from './office-client.ts';

export const ClientContext = createContext<OfficeClient | undefined>(undefined);

/** The client of the admin API. */
export function useClient(): OfficeClient {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('There is no client around this component.');
  return client;
}
