import type { ReactNode } from 'react';
import { useId } from 'react';
import { frenchTypography, instantFaultText, readInstant } from '@scrutin/election';
import type { Language } from '@scrutin/web-ui';
import { formatInstant, texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import { Field } from './field.tsx';

/** The characters of a date and a time to the minute: `2030-10-07T08:00`. */
export const TO_THE_MINUTE = 16;

const TEXTS = texts({
  fr: {
    missing: 'Choisissez une date et une heure.',
    means: 'C’est :',
    which: 'Laquelle des deux ?',
    first: 'La première (avant le changement d’heure)',
    second: 'La seconde (après le changement d’heure)',
  },
  en: {
    missing: 'Choose a date and a time.',
    means: 'That is:',
    which: 'Which of the two?',
    first: 'The first (before the clocks change)',
    second: 'The second (after the clocks change)',
  },
});

/**
 * A field for an instant, typed as the clocks of a zone show it. It says at once which instant is meant. It refuses a time
 * that the clocks jump over, and asks which one is meant if they show it twice.
 *
 * @param value `2030-10-07T08:00`, with an offset if the clocks show this time twice; empty if nothing is typed
 */
export function MomentField(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly zone: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { label, hint, error, zone, value, onChange } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const local = value.slice(0, TO_THE_MINUTE);
  const read = readInstant(local, zone);
  const chosen = readInstant(value, zone);
  const shown = chosen.ok ? `${text.means} ${formatInstant(chosen.ms, zone, language)}` : undefined;
  const isTwice = !read.ok && read.problem === 'shown-twice';
  const fault = local === '' || read.ok || (isTwice && chosen.ok) ? undefined : faultText(read, language);
  return (
    <>
      <Field
        label={label}
        hint={hint}
        error={local === '' && error !== undefined ? text.missing : (fault ?? error)}
      >
        {(ids) => (
          <input
            {...ids}
            type="datetime-local"
            value={local}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
        )}
      </Field>
      {isTwice ? (
        <WhichOfTwo local={local} offsets={read.change?.offsets ?? []} value={value} onChange={onChange} />
      ) : null}
      <p className="moment-means" aria-live="polite">
        {shown}
      </p>
    </>
  );
}

function WhichOfTwo(props: {
  readonly local: string;
  readonly offsets: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { local, offsets, value, onChange } = props;
  const text = TEXTS[useLanguage().language];
  const id = useId();
  return (
    <fieldset className="field">
      <legend>{text.which}</legend>
      {offsets.map((offset, index) => (
        <div className="choice" key={offset}>
          <input
            type="radio"
            name={id}
            id={`${id}-${index}`}
            checked={value === `${local}${offset}`}
            onChange={() => {
              onChange(`${local}${offset}`);
            }}
          />
          <label htmlFor={`${id}-${index}`}>
            {index === 0 ? text.first : text.second} · UTC{offset}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

function faultText(fault: Parameters<typeof instantFaultText>[0], language: Language): string {
  const { fr, en } = instantFaultText(fault);
  return language === 'fr' ? frenchTypography(fr) : en;
}
