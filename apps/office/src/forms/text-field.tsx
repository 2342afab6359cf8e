import type { ReactNode } from 'react';
import { Field } from './field.tsx';

export interface TextFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'password' | 'datetime-local' | 'color' | 'search';
  readonly autoComplete?: string;
  readonly required?: boolean;
  /** More than one line if given. */
  readonly rows?: number;
  /** The language of what is typed, where it may differ from that of the page. */
  readonly lang?: string;
  /** The id of a `datalist` with values that are proposed. */
  readonly list?: string;
}

/**
 * A field for a text, a number or an instant. A number is typed as a text: of a field of numbers, a browser says that
 * it is empty when something else was typed into it.
 */
export function TextField(props: TextFieldProps): ReactNode {
  const {
    label,
    hint,
    error,
    value,
    onChange,
    type = 'text',
    autoComplete = 'off',
    required,
    rows,
    lang,
    list,
  } = props;
  const common = { value, autoComplete, required, lang, className: 'text-control' };
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) =>
        rows === undefined ? (
          <input
            {...ids}
            {...common}
            type={type}
            list={list}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
        ) : (
          <textarea
            {...ids}
            {...common}
            rows={rows}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
        )
      }
    </Field>
  );
}
