import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Given, Reply } from '@scrutin/api-client';
import type { ProposalBody } from '@scrutin/contracts/admin';
import type { Route } from '@scrutin/contracts/routes';
import { callRoute } from './call-route.ts';
import { useClient } from './client-context.tsx';
import type { OfficeRouteName, OfficeRoutes } from './office-client.ts';
import { readAllAgain } from './query-client.ts';
import type { Trouble } from './trouble.ts';
import { troubleOf } from './trouble.ts';

/** What became of an act. */
export type ActOutcome =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'done'; readonly body: unknown }
  /** A second person has to approve it. Nothing has changed yet. */
  | { readonly kind: 'awaits-approval'; readonly proposal: ProposalBody }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

export interface Act<Name extends OfficeRouteName> {
  readonly outcome: ActOutcome;
  /**
   * Sends the act. With a version, it is refused if the record has changed meanwhile. Resolves to what became of it as
   * soon as the office has answered, so that a form is empty before anybody types the next thing into it. `outcome` says
   * it once the pages have been read again, or some seconds later if that takes longer.
   */
  readonly send: (given: Given<OfficeRoutes[Name]>, version?: string) => Promise<ActOutcome>;
  /** Forgets the outcome, for the next act. */
  readonly clear: () => void;
}

/** Sends acts to a route. What pages have read is read again after an act that changed something. */
export function useAct<Name extends OfficeRouteName>(name: Name): Act<Name> {
  const client = useClient();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<ActOutcome>({ kind: 'idle' });
  const latest = useRef(0);
  const send = useCallback(
    async (given: Given<OfficeRoutes[Name]>, version?: string) => {
      latest.current += 1;
      const mine = latest.current;
      setOutcome({ kind: 'sending' });
      const { headers } = given as { readonly headers?: Readonly<Record<string, string>> };
      const versioned = version === undefined ? headers : { ...headers, 'if-match': version };
      const sent = { ...(given as object), ...(versioned === undefined ? {} : { headers: versioned }) };
      const reply = await callRoute(client, name, sent as Given<OfficeRoutes[Name]>);
      const became = outcomeOf(reply as Reply<Route>);
      const tell = (): void => {
        if (latest.current === mine) setOutcome(became);
      };
      if (became.kind === 'failed') tell();
      else void readAllAgain(queries).finally(tell);
      return became;
    },
    [client, queries, name],
  );
  const clear = useCallback(() => {
    latest.current += 1;
    setOutcome({ kind: 'idle' });
  }, []);
  return { outcome, send, clear };
}

function outcomeOf(reply: Reply<Route>): ActOutcome {
  if (reply.kind !== 'answered') return { kind: 'failed', trouble: troubleOf(reply) };
  const { status, body }: { readonly status: number; readonly body: unknown } = reply;
  return status === 202
    ? { kind: 'awaits-approval', proposal: body as ProposalBody }
    : { kind: 'done', body };
}
