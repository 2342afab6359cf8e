import type { ReactNode } from 'react';
import type { OfficialBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { useRead } from '../../api/use-read.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { useLanguage } from '../../language.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { SessionTable } from '../account/session-table.tsx';

const TEXTS = texts({
  fr: {
    title: 'Sessions',
    none: 'Ce compte n’a aucune session ouverte.',
    end: 'Fermer toutes ses sessions',
    ended: 'Ses sessions sont fermées.',
  },
  en: {
    title: 'Sessions',
    none: 'This account has no open session.',
    end: 'End all of its sessions',
    ended: 'Its sessions are ended.',
  },
});

/** The sessions of an account. */
export function OthersSessions(props: {
  readonly official: OfficialBody;
  readonly mayEnd: boolean;
}): ReactNode {
  const { official, mayEnd } = props;
  const text = TEXTS[useLanguage().language];
  const params = { id: official.id };
  const sessions = useRead('officialSessions', { params });
  const { outcome, send } = useAct('endOfficialSessions');
  return (
    <section>
      <h2>{text.title}</h2>
      <Loaded read={sessions}>
        {(all) => (
          <>
            {all.length === 0 ? <p>{text.none}</p> : <SessionTable sessions={all} />}
            {mayEnd && (all.length > 0 || outcome.kind !== 'idle') ? (
              <ActForm
                outcome={outcome}
                submit={text.end}
                done={text.ended}
                onSubmit={() => void send({ params })}
              />
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  );
}
