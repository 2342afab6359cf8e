import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { ChangePassword } from '../../session/change-password.tsx';
import { useSession } from '../../session/session-context.tsx';
import { ActOutcomeNotice } from '../../shell/act-outcome.tsx';
import { Facts } from '../../shell/facts.tsx';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { ROLE_WORDS } from '../accounts/role-words.ts';
import { OwnSecondFactor } from './own-second-factor.tsx';
import { SessionTable } from './session-table.tsx';

const TEXTS = texts({
  fr: {
    title: 'Votre compte',
    email: 'Adresse courriel',
    name: 'Nom',
    role: 'Rôle',
    ends: 'Cette session prend fin au plus tard le',
    password: 'Mot de passe',
    sessions: 'Vos sessions',
    hint: 'Si vous ne reconnaissez pas une session, fermez-la et changez votre mot de passe.',
    ended: 'La session est fermée.',
  },
  en: {
    title: 'Your account',
    email: 'Address',
    name: 'Name',
    role: 'Role',
    ends: 'This session ends at the latest on',
    password: 'Password',
    sessions: 'Your sessions',
    hint: 'If you do not recognise a session, end it and change your password.',
    ended: 'The session is ended.',
  },
});

/** The account that is logged in: its password, its second factor and its sessions. */
export function AccountPage(): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { session, refresh } = useSession();
  const { official } = session;
  return (
    <>
      <PageHeading title={text.title} />
      <Facts
        facts={[
          [text.email, official.email],
          [text.name, official.display_name],
          [text.role, ROLE_WORDS[language][official.role]],
          [text.ends, <Instant key="ends" at={session.expires_at} />],
        ]}
      />
      <h2>{text.password}</h2>
      <ChangePassword onDone={() => void refresh()} />
      <OwnSecondFactor hasFactor={official.second_factor_at !== null} onDone={() => void refresh()} />
      <OwnSessions />
    </>
  );
}

function OwnSessions(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const sessions = useRead('ownSessions', {});
  const { outcome, send } = useAct('endOwnSession');
  return (
    <section>
      <h2>{text.sessions}</h2>
      <p>{text.hint}</p>
      <ActOutcomeNotice outcome={outcome} done={text.ended} />
      <Loaded read={sessions}>
        {(all) => <SessionTable sessions={all} onEnd={(id) => void send({ params: { id } })} />}
      </Loaded>
    </section>
  );
}
