import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { NO_TEXT } from '../../forms/localized-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import type { PartyValues } from './party-fields.tsx';
import { PartyFields } from './party-fields.tsx';

const TEXTS = texts({
  fr: {
    title: 'Ajouter un parti',
    code: 'Code',
    codeHint: '1 à 50 caractères : lettres sans accent, chiffres, point, tiret. Il ne change plus.',
    submit: 'Ajouter le parti',
    done: 'Le parti est ajouté.',
  },
  en: {
    title: 'Add a party',
    code: 'Code',
    codeHint: '1 to 50 characters: letters without accents, digits, dot, dash. It never changes.',
    submit: 'Add the party',
    done: 'The party is added.',
  },
});

const NEW_PARTY: PartyValues = { name: NO_TEXT, color: '#1F6FB2' };

/** Creates a party. */
export function NewPartyForm(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('createParty');
  const [code, setCode] = useState('');
  const [values, setValues] = useState(NEW_PARTY);
  const errors = errorsOf(outcome);
  const create = async (): Promise<void> => {
    const became = await send({ body: { code, ...values } });
    if (became.kind !== 'done') return;
    setCode('');
    setValues(NEW_PARTY);
  };
  return (
    <FormSection title={text.title}>
      <ActForm outcome={outcome} submit={text.submit} done={text.done} onSubmit={() => void create()}>
        <TextField
          label={text.code}
          hint={text.codeHint}
          error={errors['code']}
          value={code}
          onChange={setCode}
        />
        <PartyFields values={values} errors={errors} onChange={setValues} />
      </ActForm>
    </FormSection>
  );
}
