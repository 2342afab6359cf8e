import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../api/use-act.ts';
import { ActForm } from '../forms/act-form.tsx';
import { errorsOf } from '../forms/errors-of.ts';
import { TextField } from '../forms/text-field.tsx';
import { useLanguage } from '../language.tsx';

const TEXTS = texts({
  fr: {
    present: 'Mot de passe actuel',
    wanted: 'Nouveau mot de passe',
    hint: 'Une phrase de plusieurs mots est plus facile à retenir et plus difficile à deviner. Vos autres sessions se ferment.',
    submit: 'Changer le mot de passe',
    done: 'Le mot de passe est changé.',
  },
  en: {
    present: 'Current password',
    wanted: 'New password',
    hint: 'A phrase of several words is easier to remember and harder to guess. Your other sessions end.',
    submit: 'Change the password',
    done: 'The password is changed.',
  },
});

/** Changes the password of the account that is logged in. */
export function ChangePassword({ onDone }: { readonly onDone: () => void }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('changeOwnPassword');
  const [present, setPresent] = useState('');
  const [wanted, setWanted] = useState('');
  const errors = errorsOf(outcome);
  const change = async (): Promise<void> => {
    const became = await send({ body: { current_password: present, new_password: wanted } });
    if (became.kind !== 'done') return;
    setPresent('');
    setWanted('');
    onDone();
  };
  return (
    <ActForm outcome={outcome} submit={text.submit} done={text.done} onSubmit={() => void change()}>
      <TextField
        label={text.present}
        type="password"
        autoComplete="current-password"
        value={present}
        error={errors['current_password']}
        onChange={setPresent}
      />
      <TextField
        label={text.wanted}
        hint={text.hint}
        type="password"
        autoComplete="new-password"
        value={wanted}
        error={errors['new_password'] ?? errors['password']}
        onChange={setWanted}
      />
    </ActForm>
  );
}
