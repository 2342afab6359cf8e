import type { ReactNode } from 'react';
import { useState } from 'react';
import type { OfficialBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { entityTag } from '../../api/entity-tag.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { useLanguage } from '../../language.tsx';
import { FirstPasswordField } from './first-password-field.tsx';

const TEXTS = texts({
  fr: {
    title: 'Choisir un mot de passe',
    hint: 'Ses sessions se ferment, et un verrou est levé.',
    submit: 'Choisir ce mot de passe',
    done: 'Le mot de passe est changé. Remettez-le à la personne.',
  },
  en: {
    title: 'Set a password',
    hint: 'The sessions of the account end, and a lock is lifted.',
    submit: 'Set this password',
    done: 'The password is changed. Hand it over to the person.',
  },
});

/** Sets the password of somebody else. */
export function SetPasswordForm({ official }: { readonly official: OfficialBody }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('setPassword');
  const [password, setPassword] = useState('');
  return (
    <section>
      <h2>{text.title}</h2>
      <p>{text.hint}</p>
      <ActForm
        outcome={outcome}
        submit={text.submit}
        done={text.done}
        isDangerous
        onSubmit={() =>
          void send({ params: { id: official.id }, body: { password } }, entityTag(official.version))
        }
      >
        <FirstPasswordField value={password} error={errorsOf(outcome)['password']} onChange={setPassword} />
      </ActForm>
    </section>
  );
}
