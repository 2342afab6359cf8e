import type { ReactNode } from 'react';
import type { SessionBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { ChangePassword } from './change-password.tsx';
import { EnrolSecondFactor } from './enrol-second-factor.tsx';
import { useSession } from './session-context.tsx';

const TEXTS = texts({
  fr: {
    'change-password': 'Choisissez votre mot de passe',
    'enrol-second-factor': 'Ajoutez un second facteur',
    logOut: 'Fermer la session',
  },
  en: {
    'change-password': 'Choose your password',
    'enrol-second-factor': 'Add a second factor',
    logOut: 'Log out',
  },
});

/** What a new account has to do before it may be used. */
export function AccountSetup(props: {
  readonly step: NonNullable<SessionBody['setup']>;
  readonly onDone: () => void;
}): ReactNode {
  const { step, onDone } = props;
  const text = TEXTS[useLanguage().language];
  const { logOut } = useSession();
  return (
    <main id="content" className="page page-narrow" tabIndex={-1}>
      <LanguageSwitch />
      <h1>{text[step]}</h1>
      {step === 'change-password' ? (
        <ChangePassword onDone={onDone} />
      ) : (
        <EnrolSecondFactor onDone={onDone} />
      )}
      <button type="button" className="link-button" onClick={() => void logOut()}>
        {text.logOut}
      </button>
    </main>
  );
}
