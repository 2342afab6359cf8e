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
import { EndingPage } from './ending-page.tsx';
import { IdleEnd } from './idle-end.tsx';
import type { SessionEnd } from './login-page.tsx';
import { LoginPage } from './login-page.tsx';
import { SessionContext } from './session-context.tsx';

type State =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | { readonly kind: 'nobody'; readonly ended: SessionEnd | undefined }
  | { readonly kind: 'in'; readonly session: SessionBody }
  /** The session is to end, and the office has not answered yet. */
  | { readonly kind: 'ending' };

/** Shows its children to an account that is logged in and may be used, and the login or the setup to everybody else. */
export function SessionGate(props: { readonly sender: Sender; readonly children: ReactNode }): ReactNode {
  const { sender, children } = props;
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ kind: 'asking' });
  /** The official who is logged in in this window. */
  const present = useRef<string>(undefined);
  /** How many sessions have ended in this window. What was asked in one of them says nothing about what came after. */
  const endings = useRef(0);
  const isEnding = useRef(false);
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
      endings.current += 1;
      queries.clear();
      setState({ kind: 'nobody', ended });
    },
    [queries, sender],
  );
  const refresh = useCallback(async () => {
    const before = endings.current;
    const reply = await client.call('session');
    if (reply.kind !== 'answered' || endings.current !== before) return reply;
    // Another window of this browser may have logged somebody else in, who must not act on what this window shows.
    if (present.current !== undefined && present.current !== reply.body.official.id) leave('elsewhere');
    else enter(reply.body);
    return reply;
  }, [client, enter, leave]);
  const ask = useCallback(async () => {
    const before = endings.current;
    const reply = await refresh();
    if (reply.kind === 'answered' || endings.current !== before) return;
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
      // The idle end asks for it again and again until the page has changed.
      if (isEnding.current) return;
      isEnding.current = true;
      sender.onSessionEnd = undefined;
      endings.current += 1;
      // Nobody reads or does anything on the pages any more, however long the office takes to answer.
      setState({ kind: 'ending' });
      const reply = await client.call('logout');
      const isClosed = reply.kind === 'answered' || (reply.kind === 'problem' && reply.status === 401);
      isEnding.current = false;
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
    case 'ending':
      return <EndingPage />;
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
