import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { SessionBody } from '@scrutin/contracts/admin';
import { Notice, texts } from '@scrutin/web-ui';
import { useAct } from '../api/use-act.ts';
import { ActForm } from '../forms/act-form.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useLanguage } from '../language.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';

const TEXTS = texts({
  fr: {
    title: 'Bureau responsable du scrutin',
    email: 'Adresse courriel',
    password: 'Mot de passe',
    code: 'Code à six chiffres',
    codeHint: 'Celui que votre application d’authentification montre maintenant.',
    submit: 'Ouvrir une session',
    idle: 'Votre session est fermée, parce que personne n’a utilisé cette page pendant 30 minutes.',
    elsewhere: 'Votre session a pris fin. Ouvrez-en une autre pour continuer sur la même page.',
    unconfirmed:
      'Le serveur n’a pas confirmé la fermeture de votre session. Elle prend fin d’elle-même après 30 minutes sans activité. Pour la fermer maintenant, rechargez cette page et fermez la session de nouveau.',
  },
  en: {
    title: 'Election office',
    email: 'E-mail address',
    password: 'Password',
    code: 'Six-digit code',
    codeHint: 'The one that your authenticator shows now.',
    submit: 'Log in',
    idle: 'Your session is closed, because nobody used this page for 30 minutes.',
    elsewhere: 'Your session has ended. Log in again to go on with the same page.',
    unconfirmed:
      'The server did not confirm that your session is closed. It ends by itself after 30 minutes without activity. To close it now, load this page again and log out once more.',
  },
});

/**
 * Why a session ended without a word of its owner: nobody used it, or the office ended it. `unconfirmed` if it may not
 * have ended, because the office did not answer.
 */
export type SessionEnd = 'idle' | 'elsewhere' | 'unconfirmed';

/** Asks for e-mail address and password, and for a code once the office says that the account needs one. */
export function LoginPage(props: {
  readonly onLogin: (session: SessionBody) => void;
  /** Why the session before ended; undefined if there was none, or if it was closed on purpose. */
  readonly ended: SessionEnd | undefined;
}): ReactNode {
  const { onLogin, ended } = props;
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('login');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text.title} · Scrutin`;
  }, [text]);
  const type =
    outcome.kind === 'failed' && outcome.trouble.kind === 'refused' ? outcome.trouble.type : undefined;
  const [needsCode, setNeedsCode] = useState(false);
  if (type === 'code-required' && !needsCode) setNeedsCode(true);
  const logIn = async (): Promise<void> => {
    const body = { email, password, ...(needsCode ? { code } : {}) };
    const became = await send({ body });
    if (became.kind === 'done') onLogin(became.body as SessionBody);
  };
  return (
    <main id="content" className="page page-narrow" tabIndex={-1}>
      <LanguageSwitch />
      <h1 ref={heading}>{text.title}</h1>
      {ended === undefined || outcome.kind !== 'idle' ? null : (
        <Notice kind="attention" title={text[ended]} announced />
      )}
      <ActForm outcome={outcome} submit={text.submit} onSubmit={() => void logIn()}>
        <TextField
          label={text.email}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={text.password}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        {needsCode ? (
          <TextField
            label={text.code}
            hint={text.codeHint}
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
          />
        ) : null}
      </ActForm>
    </main>
  );
}
