import type { ReactNode } from 'react';
import { Notice, texts } from '@scrutin/web-ui';
import type { ActOutcome } from '../api/use-act.ts';
import { useLanguage } from '../language.tsx';
import { isOutdated } from '../shell/act-outcome.tsx';
import { ActForm } from './act-form.tsx';
import type { Editing } from './use-editing.ts';

const TEXTS = texts({
  fr: {
    again: 'Lire ce qui a changé et garder ma saisie',
    meanwhile: 'Modifié entre-temps par quelqu’un d’autre',
    text: 'Ce que vous avez saisi est encore là. Vérifiez qu’il convient toujours, puis enregistrez.',
    nothing: 'Rien de ce que montre ce formulaire n’a changé. Vérifiez, puis enregistrez de nouveau.',
    was: (before: string, now: string) => `« ${before} » est devenu « ${now} »`,
    empty: '(vide)',
  },
  en: {
    again: 'Read what changed and keep what I typed',
    meanwhile: 'Changed meanwhile by somebody else',
    text: 'What you typed is still here. Check that it still fits, and save.',
    nothing: 'Nothing that this form shows has changed. Check it, and save again.',
    was: (before: string, now: string) => `“${before}” became “${now}”`,
    empty: '(empty)',
  },
});

/**
 * A form that changes a record which others may change too. If somebody was faster, it says so, and shows what they changed
 * before anything is overwritten.
 *
 * @param labels the name of each field, for what changed meanwhile
 */
export function EditForm<Values extends object>(props: {
  readonly editing: Editing<Values>;
  readonly labels: Readonly<Record<keyof Values & string, string>>;
  readonly outcome: ActOutcome;
  readonly onSubmit: () => void;
  readonly submit: string;
  readonly done: string;
  readonly isDangerous?: boolean;
  /** The value of a field in words, where it is a word of the office. */
  readonly inWords?: (field: keyof Values & string, value: unknown) => string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const { editing, labels, outcome, onSubmit, submit, done, isDangerous = false, inWords, children } = props;
  const text = TEXTS[useLanguage().language];
  const said = (field: keyof Values & string, value: unknown): string =>
    inWords?.(field, value) ?? shown(value, text.empty);
  return (
    <>
      <ActForm
        outcome={outcome}
        submit={submit}
        done={done}
        isDangerous={isDangerous}
        readsAgain
        onSubmit={onSubmit}
      >
        {children}
      </ActForm>
      {isOutdated(outcome) ? (
        <>
          <button type="button" className="button button-second" onClick={editing.readAgain}>
            {text.again}
          </button>
          {editing.meanwhile === undefined ? null : (
            <Notice kind="attention" title={text.meanwhile} announced>
              {editing.meanwhile.length === 0 ? null : (
                <ul>
                  {editing.meanwhile.map(({ field, before, now }) => (
                    <li key={field}>
                      <strong>{labels[field]}</strong> {text.was(said(field, before), said(field, now))}
                    </li>
                  ))}
                </ul>
              )}
              <p>{editing.meanwhile.length === 0 ? text.nothing : text.text}</p>
            </Notice>
          )}
        </>
      ) : null}
    </>
  );
}

function shown(value: unknown, empty: string): string {
  if (typeof value === 'object' && value !== null) return Object.values(value).join(' / ') || empty;
  return String(value) || empty;
}
