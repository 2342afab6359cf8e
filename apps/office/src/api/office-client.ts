import type { Client, Given, Reply } from '@scrutin/api-client';
import { createClient } from '@scrutin/api-client';
import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import type { Language } from '@scrutin/web-ui';
import { sendLines } from './send-lines.ts';
import type { AbortableFetch } from './time-limits.ts';
import { fetchWithin, limitOf } from './time-limits.ts';

export type OfficeRoutes = typeof ADMIN_ROUTES;
export type OfficeRouteName = keyof OfficeRoutes;

/** What the client sends with every request, and whom it tells about the session. The token is that of the session. */
export interface Sender {
  language: Language;
  csrfToken: string | undefined;
  /** When the office last answered within the session. The session was used then, so its idle time began anew. */
  answeredAtMs: number;
  /** Called when the office says that nobody is logged in any more. */
  onSessionEnd: (() => void) | undefined;
}

export interface OfficeClient extends Client<OfficeRoutes> {
  /**
   * Uploads the lines of a roll, and gives it up when the signal says so. Resolves to the reply and tells how many
   * bytes have been sent.
   */
  readonly uploadRoll: (
    given: Omit<Given<OfficeRoutes['uploadRoll']>, 'body'>,
    lines: Blob,
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ) => Promise<Reply<OfficeRoutes['uploadRoll']>>;
}

/**
 * A client of the admin API of the same origin. The cookie of the session goes along by itself. A call that takes
 * longer than its route may ends as if the office could not be reached.
 */
export function createOfficeClient(sender: Sender, fetch: AbortableFetch): OfficeClient {
  const headers = () => ({
    'accept-language': sender.language,
    ...(sender.csrfToken === undefined ? {} : { 'x-csrf-token': sender.csrfToken }),
  });
  const within = (limitMs: number | undefined): Client<OfficeRoutes> =>
    createClient(ADMIN_ROUTES, { baseUrl: '', fetch: fetchWithin(limitMs, fetch), headers });
  const client = within(undefined);
  const heard = <R extends { readonly kind: string; readonly type?: unknown }>(reply: R): R => {
    if (reply.kind === 'problem' && reply.type === 'login-required') sender.onSessionEnd?.();
    else if (reply.kind !== 'unreachable') sender.answeredAtMs = Date.now();
    return reply;
  };
  return {
    ...client,
    call: async (name, ...given) => heard(await within(limitOf(name)).call(name, ...given)),
    uploadRoll: async (given, lines, onSent, signal) => {
      const uploading = createClient(ADMIN_ROUTES, {
        baseUrl: '',
        fetch: sendLines(lines, onSent, signal),
        headers,
      });
      return heard(await uploading.call('uploadRoll', { ...given, body: '' }));
    },
  };
}
