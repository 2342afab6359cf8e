import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SessionBody } from '@scrutin/contracts/admin';
import { useClient } from '../api/client-context.tsx';
import type { Sender } from '../api/office-client.ts';
import type { Trouble } from '../api/trouble.ts';
import { troubleOf } from '../api/trouble.ts';
import { TroubleNotice } from '../shell/trouble-notice.tsx';
import { AccountSetup } from './account-setup.tsx';
import { LoginPage } from './login-page.tsx';
import { SessionContext } from './session-context.tsx';

type State =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'in'; readonly session: SessionBody };

/** Shows its children to an account that is logged in and may be used, and the login or the setup to everybody else. */
export function SessionGate(props: { readonly sender: Sender; readonly children: ReactNode }): ReactNode {
  const { sender, children } = props;
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ kind: 'asking' });
  const enter = useCallback(
    (session: SessionBody) => {
      sender.csrfToken = session.csrf_token;
      setState({ kind: 'in', session });
    },
    [sender],
  );
  const ask = useCallback(async () => {
    const reply = await client.call('session');
    if (reply.kind === 'answered') enter(reply.body);
    else if (reply.kind === 'problem' && reply.status === 401) setState({ kind: 'nobody' });
    else setState({ kind: 'failed', trouble: troubleOf(reply) });
  }, [client, enter]);
  useEffect(() => {
    void ask();
  }, [ask]);
  const logOut = useCallback(async () => {
    await client.call('logout');
    sender.csrfToken = undefined;
    queries.clear();
    setState({ kind: 'nobody' });
  }, [client, queries, sender]);
  const session = state.kind === 'in' ? state.session : undefined;
  const value = useMemo(() => (session === undefined ? undefined : { session, logOut }), [session, logOut]);
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
      return <LoginPage onLogin={enter} />;
    case 'in':
      return (
        <SessionContext value={value}>
          {state.session.setup === null ? (
            children
          ) : (
            <AccountSetup step={state.session.setup} onDone={() => void ask()} />
          )}
        </SessionContext>
      );
  }
}
