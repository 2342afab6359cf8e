import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../api/use-act.ts';
import { ActForm } from '../forms/act-form.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useLanguage } from '../language.tsx';
import { QrCode } from './qr-code.tsx';

const TEXTS = texts({
  fr: {
    why: 'Votre compte a besoin d’une application d’authentification sur votre téléphone.',
    password: 'Mot de passe actuel',
    begin: 'Créer le secret',
    scan: 'Lisez ce code avec l’application d’authentification ; il n’est montré que cette fois.',
    picture: 'Code QR du secret',
    secret: 'Ou tapez ce secret dans l’application :',
    open: 'Ouvrir l’application sur cet appareil',
    code: 'Code à six chiffres que l’application montre maintenant',
    confirm: 'Confirmer',
  },
  en: {
    why: 'Your account needs an authenticator application on your phone.',
    password: 'Current password',
    begin: 'Make the secret',
    scan: 'Scan this code with the authenticator; it is shown this once.',
    picture: 'QR code of the secret',
    secret: 'Or type this secret into the application:',
    open: 'Open the application on this device',
    code: 'Six-digit code that the application shows now',
    confirm: 'Confirm',
  },
});

interface Secret {
  readonly secret: string;
  readonly uri: string;
}

/** Enrols a second factor: makes a secret, and confirms it by one of its codes. */
export function EnrolSecondFactor({ onDone }: { readonly onDone: () => void }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const begin = useAct('beginSecondFactor');
  const confirm = useAct('confirmSecondFactor');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const made = begin.outcome.kind === 'done' ? (begin.outcome.body as Secret) : undefined;
  if (made === undefined) {
    return (
      <ActForm
        outcome={begin.outcome}
        submit={text.begin}
        onSubmit={() => void begin.send({ body: { current_password: password } })}
      >
        <p>{text.why}</p>
        <TextField
          label={text.password}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      </ActForm>
    );
  }
  const send = async (): Promise<void> => {
    const became = await confirm.send({ body: { code } });
    if (became.kind === 'done') onDone();
  };
  return (
    <ActForm outcome={confirm.outcome} submit={text.confirm} onSubmit={() => void send()}>
      <p>{text.scan}</p>
      <QrCode text={made.uri} label={text.picture} />
      <p>{text.secret}</p>
      <p>
        <code>{made.secret.replaceAll(/(.{4})/g, '$1 ').trim()}</code>
      </p>
      <p>
        <a href={made.uri}>{text.open}</a>
      </p>
      <TextField label={text.code} autoComplete="one-time-code" value={code} onChange={setCode} />
    </ActForm>
  );
}
