import type { ReactNode } from 'react';
import { useId } from 'react';

/** A field to say yes. */
export function CheckField(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}): ReactNode {
  const { label, hint, value, onChange } = props;
  const id = useId();
  return (
    <div className="field choice">
      <input
        type="checkbox"
        id={id}
        checked={value}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint === undefined ? null : (
          <p className="field-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
