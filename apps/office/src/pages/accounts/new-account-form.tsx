import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { FirstPasswordField } from './first-password-field.tsx';
import type { Role } from './role-words.ts';
import { ROLE_WORDS } from './role-words.ts';

const TEXTS = texts({
  fr: {
    title: 'Créer un compte',
    email: 'Adresse courriel',
    name: 'Nom de la personne',
    role: 'Rôle',
    submit: 'Créer le compte',
    done: 'Le compte est créé.',
  },
  en: {
    title: 'Create an account',
    email: 'E-mail address',
    name: 'Name of the person',
    role: 'Role',
    submit: 'Create the account',
    done: 'The account is created.',
  },
});
const ROLES: readonly Role[] = ['official', 'operator', 'auditor'];

/** Creates an account. Where others could approve it, it is only proposed. */
export function NewAccountForm(): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { outcome, send } = useAct('createOfficial');
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('official');
  const [password, setPassword] = useState('');
  const errors = errorsOf(outcome);
  const create = async (): Promise<void> => {
    const became = await send({ body: { email, display_name: name, role, password } });
    if (became.kind !== 'done') return;
    setEmail('');
    setName('');
  };
  return (
    <section>
      <h2>{text.title}</h2>
      <ActForm outcome={outcome} submit={text.submit} done={text.done} onSubmit={() => void create()}>
        <TextField
          label={text.email}
          type="email"
          value={email}
          error={errors['email']}
          onChange={setEmail}
        />
        <TextField label={text.name} value={name} error={errors['display_name']} onChange={setName} />
        <SelectField
          label={text.role}
          value={role}
          options={ROLES.map((value) => ({ value, text: ROLE_WORDS[language][value] }))}
          onChange={setRole}
        />
        <FirstPasswordField value={password} error={errors['password']} onChange={setPassword} />
      </ActForm>
    </section>
  );
}
