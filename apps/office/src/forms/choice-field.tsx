import type { ReactNode } from 'react';
import { useId } from 'react';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly text: string;
  /** What the choice means, in a sentence. */
  readonly means: string;
}

/** A field to choose one of a few values, each of which is explained beside it. */
export function ChoiceField<Value extends string>(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}): ReactNode {
  const { label, hint, error, value, choices, onChange } = props;
  const id = useId();
  return (
    <fieldset className={error === undefined ? 'field' : 'field field-wrong'}>
      <legend>{label}</legend>
      {hint === undefined ? null : <p className="field-hint">{hint}</p>}
      {error === undefined ? null : <p className="field-error">{error}</p>}
      {choices.map((choice) => (
        <div className="choice" key={choice.value}>
          <input
            type="radio"
            id={`${id}-${choice.value}`}
            name={id}
            checked={choice.value === value}
            aria-describedby={`${id}-${choice.value}-means`}
            onChange={() => {
              onChange(choice.value);
            }}
          />
          <div>
            <label htmlFor={`${id}-${choice.value}`}>{choice.text}</label>
            <p className="field-hint" id={`${id}-${choice.value}-means`}>
              {choice.means}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  );
}
