import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import type { LocalizedValue } from '../../forms/localized-field.tsx';
import { LocalizedField } from '../../forms/localized-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    name: 'Nom',
    color: 'Couleur',
    hint: 'Elle ne sert qu’aux barres des résultats ; le nom est toujours écrit à côté.',
  },
  en: {
    name: 'Name',
    color: 'Colour',
    hint: 'It is used only for the bars of results; the name always stands beside it.',
  },
});

export interface PartyValues {
  readonly name: LocalizedValue;
  readonly color: string;
}

/** The names and the colour of a party. */
export function PartyFields(props: {
  readonly values: PartyValues;
  readonly onChange: (values: PartyValues) => void;
  readonly errors: Readonly<Record<string, string>>;
}): ReactNode {
  const { values, onChange, errors } = props;
  const text = TEXTS[useLanguage().language];
  return (
    <>
      <LocalizedField
        label={text.name}
        path="name"
        errors={errors}
        value={values.name}
        onChange={(name) => {
          onChange({ ...values, name });
        }}
      />
      <TextField
        label={text.color}
        hint={text.hint}
        type="color"
        error={errors['color']}
        value={values.color}
        onChange={(color) => {
          onChange({ ...values, color: color.toUpperCase() });
        }}
      />
    </>
  );
}
