import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { LocalizedField, NO_TEXT } from '../../forms/localized-field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    title: 'Écrire un avis',
    text: 'Texte',
    hint: 'Tout le monde le lit, sur la page du scrutin. Dites ce qui change pour le public, et ce qu’il faut faire.',
    submit: 'Publier l’avis',
    done: 'L’avis est publié.',
  },
  en: {
    title: 'Write a notice',
    text: 'Text',
    hint: 'Everybody reads it, on the page of the contest. Say what changes for voters, and what they should do.',
    submit: 'Publish the notice',
    done: 'The notice is published.',
  },
});

/** Tells voters something about a contest, in both languages. */
export function NewNoticeForm({ rollKey }: { readonly rollKey: string }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('publishNotice');
  const [value, setValue] = useState(NO_TEXT);
  const publish = async (): Promise<void> => {
    const became = await send({ params: { roll_key: rollKey }, body: { text: value } });
    if (became.kind === 'done') setValue(NO_TEXT);
  };
  return (
    <FormSection title={text.title}>
      <ActForm outcome={outcome} submit={text.submit} done={text.done} onSubmit={() => void publish()}>
        <LocalizedField
          label={text.text}
          hint={text.hint}
          path="text"
          rows={3}
          errors={errorsOf(outcome)}
          value={value}
          onChange={setValue}
        />
      </ActForm>
    </FormSection>
  );
}
