import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SessionBody } from '@scrutin/contracts/admin';
import { useClient } from '../api/client-context.tsx';
import type { Sender } from '../api/office-client.ts';
import type { Trouble } from '../api/trouble.ts';
import { troubleOf } from '../api/trouble.ts';
import { TroubleNotice } from '../shell/trouble-notice.tsx';
import { AccountSetup } from './account-setup.tsx';
import { IdleEnd } from './idle-end.tsx';
import type { SessionEnd } from './login-page.tsx';
import { LoginPage } from './login-page.tsx';
import { SessionContext } from './session-context.tsx';

type State =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | { readonly kind: 'nobody'; readonly ended: SessionEnd | undefined }
  | { readonly kind: 'in'; readonly session: SessionBody };

/** Shows its children to an account that is logged in and may be used, and the login or the setup to everybody else. */
export function SessionGate(props: { readonly sender: Sender; readonly children: ReactNode }): ReactNode {
  const { sender, children } = props;
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ kind: 'asking' });
  /** The official who is logged in in this window. */
  const present = useRef<string>(undefined);
  const enter = useCallback(
    (session: SessionBody) => {
      sender.csrfToken = session.csrf_token;
      present.current = session.official.id;
      setState({ kind: 'in', session });
    },
    [sender],
  );
  const leave = useCallback(
    (ended: SessionEnd | undefined) => {
      sender.csrfToken = undefined;
      present.current = undefined;
      queries.clear();
      setState({ kind: 'nobody', ended });
    },
    [queries, sender],
  );
  const refresh = useCallback(async () => {
    const reply = await client.call('session');
    if (reply.kind !== 'answered') return reply;
    // Another window of this browser may have logged somebody else in, who must not act on what this window shows.
    if (present.current !== undefined && present.current !== reply.body.official.id) leave('elsewhere');
    else enter(reply.body);
    return reply;
  }, [client, enter, leave]);
  const ask = useCallback(async () => {
    const reply = await refresh();
    if (reply.kind === 'answered') return;
    if (reply.kind === 'problem' && reply.status === 401) setState({ kind: 'nobody', ended: undefined });
    else setState({ kind: 'failed', trouble: troubleOf(reply) });
  }, [refresh]);
  useEffect(() => {
    void ask();
  }, [ask]);
  const isIn = state.kind === 'in';
  useEffect(() => {
    if (!isIn) return undefined;
    sender.onSessionEnd = () => {
      leave('elsewhere');
    };
    return () => {
      sender.onSessionEnd = undefined;
    };
  }, [isIn, leave, sender]);
  const end = useCallback(
    async (ended?: SessionEnd) => {
      sender.onSessionEnd = undefined;
      const reply = await client.call('logout');
      const isClosed = reply.kind === 'answered' || (reply.kind === 'problem' && reply.status === 401);
      leave(isClosed ? ended : 'unconfirmed');
    },
    [client, leave, sender],
  );
  const session = state.kind === 'in' ? state.session : undefined;
  const value = useMemo(
    () => (session === undefined ? undefined : { session, logOut: () => end(), refresh }),
    [session, end, refresh],
  );
  switch (state.kind) {
    case 'asking':
      return null;
    case 'failed':
      return (
        <main id="content" className="page page-narrow">
          <h1>Scrutin</h1>
          <TroubleNotice trouble={state.trouble} again={() => void ask()} />
        </main>
      );
    case 'nobody':
      return <LoginPage onLogin={enter} ended={state.ended} />;
    case 'in':
      return (
        <SessionContext value={value}>
          {state.session.setup === null ? (
            children
          ) : (
            <AccountSetup step={state.session.setup} onDone={() => void ask()} />
          )}
          <IdleEnd sender={sender} session={state.session} onIdle={() => void end('idle')} onStay={refresh} />
        </SessionContext>
      );
  }
}
