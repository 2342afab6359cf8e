import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import { Field } from './field.tsx';

const TEXTS = texts({
  fr: { drop: 'Vous pouvez aussi déposer les fichiers ici.' },
  en: { drop: 'You may also drop the files here.' },
});

/** A field for files. They may be chosen or dropped. */
export function FilesField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** True while other files must not be chosen. */
  readonly disabled?: boolean;
  readonly onChange: (files: readonly File[]) => void;
}): ReactNode {
  const { label, hint, error, disabled = false, onChange } = props;
  const text = TEXTS[useLanguage().language];
  const [isOver, setIsOver] = useState(false);
  return (
    <div
      className={isOver ? 'drop-zone drop-zone-over' : 'drop-zone'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(!disabled);
      }}
      onDragLeave={() => {
        setIsOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        if (!disabled) onChange([...event.dataTransfer.files]);
      }}
    >
      <Field label={label} hint={hint} error={error}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            multiple
            disabled={disabled}
            onChange={(event) => {
              onChange([...(event.target.files ?? [])]);
            }}
          />
        )}
      </Field>
      <p className="soft">{text.drop}</p>
    </div>
  );
}
