import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OfficialBody } from '@scrutin/contracts/admin';
import { Notice, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { useMay, useSession } from '../../session/session-context.tsx';
import { Facts } from '../../shell/facts.tsx';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { AccountState } from './account-state.tsx';
import { AccountSwitch } from './account-switch.tsx';
import { OthersSecondFactor } from './others-second-factor.tsx';
import { OthersSessions } from './others-sessions.tsx';
import { ROLE_WORDS } from './role-words.ts';
import { SetPasswordForm } from './set-password-form.tsx';

const TEXTS = texts({
  fr: {
    title: 'Compte',
    all: 'Tous les comptes',
    missing: 'Ce compte n’existe pas.',
    email: 'Adresse courriel',
    name: 'Nom',
    role: 'Rôle',
    state: 'État',
    created: 'Créé le',
    disabled: 'Désactivé le',
    locked: 'Verrouillé jusqu’au',
    own: 'C’est votre compte : changez-le sur',
    ownPage: 'la page de votre compte',
  },
  en: {
    title: 'Account',
    all: 'All accounts',
    missing: 'There is no such account.',
    email: 'Address',
    name: 'Name',
    role: 'Role',
    state: 'State',
    created: 'Created on',
    disabled: 'Disabled on',
    locked: 'Locked until',
    own: 'This is your account: change it on',
    ownPage: 'the page of your account',
  },
});

/** One account, with what an operator may do with it. */
export function AccountDetailsPage({ id }: { readonly id: string }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const officials = useRead('officials', {});
  return (
    <>
      <PageHeading title={text.title} />
      <p>
        <Link href="/accounts">{text.all}</Link>
      </p>
      <Loaded read={officials}>
        {(all) => {
          const official = all.find((each) => each.id === id);
          if (official === undefined) return <Notice kind="error" title={text.missing} />;
          return <AccountDetails official={official} />;
        }}
      </Loaded>
    </>
  );
}

function AccountDetails({ official }: { readonly official: OfficialBody }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const mayManage = useMay('accounts');
  const isOwn = useSession().session.official.id === official.id;
  const { disabled_at: disabledAt, locked_until: lockedUntil } = official;
  return (
    <>
      <Facts
        facts={[
          [text.email, official.email],
          [text.name, official.display_name],
          [text.role, ROLE_WORDS[language][official.role]],
          [text.state, <AccountState key="state" official={official} />],
          [text.created, <Instant key="created" at={official.created_at} />],
          [text.disabled, disabledAt === null ? null : <Instant key="disabled" at={disabledAt} />],
          [text.locked, lockedUntil === null ? null : <Instant key="locked" at={lockedUntil} />],
        ]}
      />
      {isOwn ? (
        <p>
          {text.own} <Link href="/account">{text.ownPage}</Link>.
        </p>
      ) : mayManage ? (
        <>
          <SetPasswordForm official={official} />
          <AccountSwitch official={official} />
          <OthersSecondFactor official={official} />
        </>
      ) : null}
      <OthersSessions official={official} mayEnd={mayManage && !isOwn} />
    </>
  );
}
