import type { Client, FetchFunction } from '@scrutin/api-client';
import { createClient } from '@scrutin/api-client';
import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import type { Language } from '@scrutin/web-ui';

export type OfficeRoutes = typeof ADMIN_ROUTES;
export type OfficeRouteName = keyof OfficeRoutes;
export type OfficeClient = Client<OfficeRoutes>;

/** What the client sends with every request; the token is that of the session. */
export interface Sender {
  language: Language;
  csrfToken: string | undefined;
}

/** A client of the admin API of the same origin. The cookie of the session goes along by itself. */
export function createOfficeClient(sender: Sender, fetch: FetchFunction): OfficeClient {
  return createClient(ADMIN_ROUTES, {
    baseUrl: '',
    fetch,
    headers: () => ({
      'accept-language': sender.language,
      ...(sender.csrfToken === undefined ? {} : { 'x-csrf-token': sender.csrfToken }),
    }),
  });
}
