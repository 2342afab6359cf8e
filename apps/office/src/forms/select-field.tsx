import type { ReactNode } from 'react';
import { Field } from './field.tsx';

/** A field to choose one of few values. */
export function SelectField<Value extends string>(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
}): ReactNode {
  const { label, hint, error, value, options, onChange } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <select
          {...ids}
          value={value}
          onChange={(event) => {
            onChange(event.target.value as Value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
