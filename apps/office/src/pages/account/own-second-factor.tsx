import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { Notice, texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { EnrolSecondFactor } from '../../session/enrol-second-factor.tsx';

const TEXTS = texts({
  fr: {
    title: 'Second facteur',
    has: 'Votre compte a un second facteur : une session demande un code.',
    hasNone: 'Votre compte n’a pas de second facteur.',
    password: 'Mot de passe actuel pour retirer le second facteur',
    code: 'Code à six chiffres',
    remove: 'Retirer le second facteur',
    removed: 'Le second facteur est retiré.',
  },
  en: {
    title: 'Second factor',
    has: 'Your account has a second factor: a login asks for a code.',
    hasNone: 'Your account has no second factor.',
    password: 'Current password to remove the second factor',
    code: 'Six-digit code',
    remove: 'Remove the second factor',
    removed: 'The second factor is removed.',
  },
});

/** Enrols one's own second factor, or removes it, for example for a new telephone. */
export function OwnSecondFactor(props: {
  readonly hasFactor: boolean;
  readonly onDone: () => void;
}): ReactNode {
  const { hasFactor, onDone } = props;
  const text = TEXTS[useLanguage().language];
  const heading = useId();
  const { outcome, send } = useAct('removeSecondFactor');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const remove = async (): Promise<void> => {
    const became = await send({ body: { current_password: password, code } });
    if (became.kind !== 'done') return;
    setPassword('');
    setCode('');
    onDone();
  };
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{text.title}</h2>
      {hasFactor ? (
        <>
          <p>{text.has}</p>
          <ActForm outcome={outcome} submit={text.remove} isDangerous onSubmit={() => void remove()}>
            <TextField
              label={text.password}
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
            />
            <TextField label={text.code} autoComplete="one-time-code" value={code} onChange={setCode} />
          </ActForm>
        </>
      ) : (
        <>
          {outcome.kind === 'done' ? <Notice kind="done" title={text.removed} announced /> : null}
          <p>{text.hasNone}</p>
          <EnrolSecondFactor onDone={onDone} />
        </>
      )}
    </section>
  );
}
