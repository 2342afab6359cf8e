import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { LocalizedField, NO_TEXT } from '../../forms/localized-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    title: 'Ajouter une région',
    id: 'Identifiant',
    idHint: '1 à 50 caractères : lettres sans accent, chiffres, point, tiret. Il ne change plus.',
    name: 'Nom',
    submit: 'Ajouter la région',
    done: 'La région est ajoutée.',
  },
  en: {
    title: 'Add a region',
    id: 'Identifier',
    idHint: '1 to 50 characters: letters without accents, digits, dot, dash. It never changes.',
    name: 'Name',
    submit: 'Add the region',
    done: 'The region is added.',
  },
});

/** Creates a region. */
export function NewRegionForm(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('createRegion');
  const [id, setId] = useState('');
  const [name, setName] = useState(NO_TEXT);
  const errors = errorsOf(outcome);
  const create = async (): Promise<void> => {
    const became = await send({ body: { id, name } });
    if (became.kind !== 'done') return;
    setId('');
    setName(NO_TEXT);
  };
  return (
    <FormSection title={text.title}>
      <ActForm outcome={outcome} submit={text.submit} done={text.done} onSubmit={() => void create()}>
        <TextField label={text.id} hint={text.idHint} error={errors['id']} value={id} onChange={setId} />
        <LocalizedField label={text.name} path="name" errors={errors} value={name} onChange={setName} />
      </ActForm>
    </FormSection>
  );
}
