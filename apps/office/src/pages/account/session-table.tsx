import type { ReactNode } from 'react';
import type { ListedSessionBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';
import { Instant } from '../../shell/instant.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';

const TEXTS = texts({
  fr: {
    sessions: 'Sessions',
    opened: 'Ouverte',
    used: 'Utilisée',
    ends: 'Prend fin',
    current: 'celle-ci',
    act: 'Action',
    end: 'Fermer cette session',
  },
  en: {
    sessions: 'Sessions',
    opened: 'Opened',
    used: 'Last used',
    ends: 'Ends',
    current: 'this one',
    act: 'Action',
    end: 'End this session',
  },
});

/** Sessions that can still be used. `onEnd` ends one of them; without it there are no buttons. */
export function SessionTable(props: {
  readonly sessions: readonly ListedSessionBody[];
  readonly onEnd?: (id: string) => void;
}): ReactNode {
  const { sessions, onEnd } = props;
  const text = TEXTS[useLanguage().language];
  return (
    <TableScroll label={text.sessions}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.opened}</th>
            <th scope="col">{text.used}</th>
            <th scope="col">{text.ends}</th>
            {onEnd === undefined ? null : <th scope="col">{text.act}</th>}
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                <Instant at={session.created_at} />
                {session.current ? ` (${text.current})` : ''}
              </th>
              <td>
                <Instant at={session.last_seen_at} />
              </td>
              <td>
                <Instant at={session.expires_at} />
              </td>
              {onEnd === undefined ? null : (
                <td>
                  {session.current ? null : (
                    <button
                      type="button"
                      className="link-button"
                      onClick={() => {
                        onEnd(session.id);
                      }}
                    >
                      {text.end}
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
