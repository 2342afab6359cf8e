import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ActOutcome } from '../../api/use-act.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { ConfirmName } from '../../forms/confirm-name.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { LetterTable } from './letter-table.tsx';
import { LETTER_TEXTS } from './letter-texts.ts';
import { findLetters, MOST_LETTERS } from './named-letters.ts';
import type { NamedLetter, References } from './reference-files.ts';
import { typedReferences } from './reference-files.ts';
import { ReferencesField } from './references-field.tsx';
import { VoidingOutcome } from './voiding-outcome.tsx';

/** The letters that take the place of those that become void. */
interface FreshLetters {
  /** The field for their set. */
  readonly field: ReactNode;
  readonly isRead: boolean;
  /** The references that are meant if none are typed. */
  readonly names: readonly string[];
  /** The new letter of each letter, or what is wrong. */
  readonly pair: (
    letters: readonly NamedLetter[],
  ) => { readonly pairs: readonly NamedLetter[] } | { readonly problem: string };
  /** What else is asked for. */
  readonly more: ReactNode;
}

/** A form about letters that become void: their set, their references, a reason, and the identifier typed. */
export function LettersForm(props: {
  readonly contest: OfficeContest;
  readonly texts: {
    readonly why: string;
    readonly hint: string;
    readonly submit: string;
    readonly done: string;
  };
  readonly outcome: ActOutcome;
  /** Called when another letter is meant, so that the outcome no longer holds. */
  readonly onChange: () => void;
  /** Absent if the letters are not replaced. */
  readonly fresh?: FreshLetters;
  readonly onSubmit: (letters: readonly NamedLetter[], pairs: readonly NamedLetter[], reason: string) => void;
}): ReactNode {
  const { contest, texts, outcome, onChange, fresh, onSubmit } = props;
  const common = LETTER_TEXTS[useLanguage().language];
  const [set, setSet] = useState<References>({ kind: 'none' });
  const [names, setNames] = useState('');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const wanted = names.trim() === '' && fresh !== undefined ? fresh.names : typedReferences(names);
  const found = findLetters(set, wanted);
  const letters = found.kind === 'found' ? found.letters : [];
  const paired = fresh === undefined ? { pairs: [] } : fresh.pair(letters);
  const areRead = set.kind === 'read' && fresh?.isRead !== false;
  const problem = !areRead
    ? undefined
    : found.kind === 'unknown'
      ? common.unknown(found.references.join(', '))
      : wanted.length > MOST_LETTERS
        ? common.tooMany
        : 'problem' in paired
          ? paired.problem
          : undefined;
  const submit = (): void => {
    setWasSent(true);
    const isReady = areRead && problem === undefined && letters.length > 0;
    if (!isReady || 'problem' in paired || typed.trim() !== contest.id) return;
    onSubmit(letters, paired.pairs, reason);
  };
  return (
    <>
      <p>{texts.why}</p>
      <ActForm
        outcome={{ kind: outcome.kind === 'sending' ? 'sending' : 'idle' }}
        submit={texts.submit}
        isDangerous
        onSubmit={submit}
      >
        <ReferencesField
          label={common.oldSet}
          rollKey={rollKey(contest.kind, contest.id)}
          value={set}
          onChange={(value) => {
            onChange();
            setSet(value);
          }}
        />
        {fresh?.field}
        <TextField
          label={common.references}
          hint={texts.hint}
          rows={3}
          value={names}
          error={problem ?? (wasSent && letters.length === 0 ? common.none : undefined)}
          onChange={(value) => {
            onChange();
            setNames(value);
          }}
        />
        {letters.length === 0 || 'problem' in paired ? null : (
          <LetterTable
            letters={letters}
            {...(fresh === undefined ? {} : { fresh: paired.pairs })}
            outcome={outcome}
          />
        )}
        {fresh?.more}
        <TextField
          label={common.reason}
          rows={2}
          value={reason}
          error={errorsOf(outcome)['reason']}
          onChange={setReason}
        />
        <ConfirmName name={contest.id} value={typed} wasSent={wasSent} onChange={setTyped} />
        <VoidingOutcome outcome={outcome} letters={letters} done={texts.done} />
      </ActForm>
    </>
  );
}
