import type { ReactNode } from 'react';

/**
 * A field for a short text, with its label, a hint, and what is wrong or right about it, which screen readers read with
 * the field. Browsers neither remember nor correct what is typed.
 */
export function TextField(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Said when the text is right, such as how it was understood. */
  readonly good?: string | undefined;
  readonly value: string;
  readonly isNumeric?: boolean;
  readonly onChange: (value: string) => void;
  readonly onLeave?: () => void;
}): ReactNode {
  const { id, label, hint, error, good, value, isNumeric, onChange, onLeave } = props;
  const described = [hint === undefined ? '' : `${id}-hint`, `${id}-note`].filter((each) => each !== '');
  return (
    <div className={error === undefined ? 'field' : 'field field-wrong'}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        type="text"
        value={value}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        {...(isNumeric === true ? { inputMode: 'numeric' as const } : {})}
        aria-describedby={described.join(' ')}
        aria-invalid={error !== undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onBlur={onLeave}
      />
      <p className={error === undefined ? 'field-good' : 'field-error'} id={`${id}-note`} role="status">
        {error === undefined ? null : <span aria-hidden="true">× </span>}
        {error === undefined && good !== undefined ? <span aria-hidden="true">✓ </span> : null}
        {error ?? good}
      </p>
    </div>
  );
}
