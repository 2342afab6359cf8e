import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { SessionBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../api/use-act.ts';
import { ActForm } from '../forms/act-form.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useLanguage } from '../language.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';

const TEXTS = texts({
  fr: {
    title: 'Bureau des scrutins',
    email: 'Adresse électronique',
    password: 'Mot de passe',
    code: 'Code à six chiffres',
    codeHint: 'Celui que votre application d’authentification montre maintenant.',
    submit: 'Ouvrir une session',
  },
  en: {
    title: 'Election office',
    email: 'E-mail address',
    password: 'Password',
    code: 'Six-digit code',
    codeHint: 'The one that your authenticator shows now.',
    submit: 'Log in',
  },
});

/** Asks for e-mail address and password, and for a code once the office says that the account needs one. */
export function LoginPage({ onLogin }: { readonly onLogin: (session: SessionBody) => void }): ReactNode {
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
