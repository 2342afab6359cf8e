import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import { TextField } from './text-field.tsx';

const TEXTS = texts({
  fr: {
    label: (name: string) => `Pour confirmer, tapez ${name}`,
    wrong: 'Ce n’est pas cet identifiant.',
  },
  en: {
    label: (name: string) => `To confirm, type ${name}`,
    wrong: 'This is not that identifier.',
  },
});

/** Asks to type an identifier before a dangerous act, so that it is not done to the wrong record. */
export function ConfirmName(props: {
  readonly name: string;
  readonly value: string;
  readonly wasSent: boolean;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { name, value, wasSent, onChange } = props;
  const text = TEXTS[useLanguage().language];
  const isWrong = wasSent && value.trim() !== name;
  return (
    <TextField
      label={text.label(name)}
      error={isWrong ? text.wrong : undefined}
      value={value}
      onChange={onChange}
    />
  );
}
