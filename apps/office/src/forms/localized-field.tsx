import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import { TextField } from './text-field.tsx';

const TEXTS = texts({
  fr: { french: 'en français', english: 'en anglais' },
  en: { french: 'in French', english: 'in English' },
});

export interface LocalizedValue {
  readonly fr: string;
  readonly en: string;
}

export const NO_TEXT: LocalizedValue = { fr: '', en: '' };

/** A text that must be given in both languages. */
export function LocalizedField(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: LocalizedValue;
  readonly onChange: (value: LocalizedValue) => void;
  readonly rows?: number;
  readonly errors?: Readonly<Record<string, string>> | undefined;
  /** The path of the field in the body, for its errors. */
  readonly path: string;
}): ReactNode {
  const { label, hint, value, onChange, rows, errors = {}, path } = props;
  const text = TEXTS[useLanguage().language];
  const lines = rows === undefined ? {} : { rows };
  return (
    <>
      <TextField
        label={`${label} (${text.french})`}
        hint={hint}
        error={errors[`${path}.fr`] ?? errors[path]}
        value={value.fr}
        lang="fr"
        onChange={(fr) => {
          onChange({ ...value, fr });
        }}
        {...lines}
      />
      <TextField
        label={`${label} (${text.english})`}
        error={errors[`${path}.en`]}
        value={value.en}
        lang="en"
        onChange={(en) => {
          onChange({ ...value, en });
        }}
        {...lines}
      />
    </>
  );
}
