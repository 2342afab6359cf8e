import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import { TextField } from './text-field.tsx';

const TEXTS = texts({
  fr: {
    label: (name: string) => `Pour confirmer, tapez ${name}`,
    differs: (name: string) => `Ce n’est pas ${name}.`,
  },
  en: {
    label: (name: string) => `To confirm, type ${name}`,
    differs: (name: string) => `This is not ${name}.`,
  },
});

/**
 * Asks for the identifier of what a dangerous act is about, so that nobody acts on another one by mistake. The form sends
 * nothing while `value` differs from `name`.
 */
export function TypedNameField(props: {
  readonly name: string;
  readonly value: string;
  /** True once somebody tried to send the form. */
  readonly isTried: boolean;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { name, value, isTried, onChange } = props;
  const text = TEXTS[useLanguage().language];
  return (
    <TextField
      label={text.label(name)}
      value={value}
      error={isTried && value.trim() !== name ? text.differs(name) : undefined}
      onChange={onChange}
    />
  );
}
