import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { CheckField } from '../../forms/check-field.tsx';
import { ConfirmName } from '../../forms/confirm-name.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { LetterTable } from './letter-table.tsx';
import { LETTER_TEXTS } from './letter-texts.ts';
import { findLetters, MOST_LETTERS, pairLetters } from './named-letters.ts';
import type { NamedLetter, References } from './reference-files.ts';
import { typedReferences } from './reference-files.ts';
import { ReferencesField } from './references-field.tsx';
import { VoidingOutcome } from './voiding-outcome.tsx';

const TEXTS = texts({
  fr: {
    why: 'Faites d’abord un nouveau jeu de lettres pour ces personnes (credentials generate --only-references). Les anciennes lettres perdent leur valeur, et les nouvelles servent à voter. C’est refusé, pour toutes, si l’une des anciennes a servi à voter.',
    newSet: 'Dossier « references » des nouvelles lettres',
    hint: 'Une par ligne. Si c’est vide : celles du nouveau jeu.',
    pairs: (lost: number, fresh: number) =>
      `Lettres à remplacer : ${lost} ; nouvelles lettres : ${fresh}. Il en faut autant.`,
    move: 'Ces personnes changent de région',
    moveHint: 'Alors la nouvelle lettre vaut dans sa propre région.',
    submit: 'Remplacer ces lettres',
    done: 'Les anciennes lettres n’ont plus de valeur, et les nouvelles servent à voter.',
  },
  en: {
    why: 'First make a new set of letters for these voters (credentials generate --only-references). The old letters become void, and voters use the new ones. It is refused, for all of them, if one of the old ones was used to vote.',
    newSet: 'Folder “references” of the new letters',
    hint: 'One on each line. If it is empty: those of the new set.',
    pairs: (lost: number, fresh: number) =>
      `Letters to replace: ${lost}; new letters: ${fresh}. There must be equally many.`,
    move: 'The voters move to another region',
    moveHint: 'Then the new letter counts in its own region.',
    submit: 'Replace these letters',
    done: 'The old letters are void, and voters use the new ones.',
  },
});

/** Replaces lost letters by those of a new set. Only hashes are sent. */
export function ReplaceLetters({ contest }: { readonly contest: OfficeContest }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const common = LETTER_TEXTS[language];
  const key = rollKey(contest.kind, contest.id);
  const { outcome, send, clear } = useAct('replaceCredentials');
  const [oldSet, setOldSet] = useState<References>({ kind: 'none' });
  const [newSet, setNewSet] = useState<References>({ kind: 'none' });
  const [names, setNames] = useState('');
  const [isMove, setIsMove] = useState(false);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const fresh = newSet.kind === 'read' ? newSet.letters : new Map<string, NamedLetter>();
  const wanted = names.trim() === '' ? [...fresh.keys()] : typedReferences(names);
  const found = findLetters(oldSet, wanted);
  const lost = found.kind === 'found' ? found.letters : [];
  const pairs = pairLetters(lost, fresh);
  const areRead = oldSet.kind === 'read' && newSet.kind === 'read';
  const problem = !areRead
    ? undefined
    : found.kind === 'unknown'
      ? common.unknown(found.references.join(', '))
      : wanted.length > MOST_LETTERS
        ? common.tooMany
        : pairs === undefined
          ? text.pairs(lost.length, fresh.size)
          : undefined;
  const replace = (): void => {
    setWasSent(true);
    const isReady = areRead && problem === undefined && pairs !== undefined && lost.length > 0;
    if (!isReady || typed.trim() !== contest.id) return;
    const replacements = lost.map(({ credential }, i) => ({
      credential,
      replaced_by: pairs[i]?.credential ?? '',
      ...(pairs[i]?.region === undefined ? {} : { region: pairs[i].region }),
    }));
    const check = newSet.pepperCheck === undefined ? {} : { pepper_check: newSet.pepperCheck };
    const body = { reason, replacements, other_region: isMove, ...check };
    void send({ params: { roll_key: key }, body });
  };
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      clear();
      set(value);
    };
  return (
    <>
      <p>{text.why}</p>
      <ActForm
        outcome={{ kind: outcome.kind === 'sending' ? 'sending' : 'idle' }}
        submit={text.submit}
        isDangerous
        onSubmit={replace}
      >
        <ReferencesField label={common.oldSet} rollKey={key} value={oldSet} onChange={change(setOldSet)} />
        <ReferencesField label={text.newSet} rollKey={key} value={newSet} onChange={change(setNewSet)} />
        <TextField
          label={common.references}
          hint={text.hint}
          rows={3}
          value={names}
          error={problem ?? (wasSent && lost.length === 0 ? common.none : undefined)}
          onChange={change(setNames)}
        />
        {lost.length === 0 || pairs === undefined ? null : (
          <LetterTable letters={lost} fresh={pairs} outcome={outcome} />
        )}
        {contest.kind === 'law' ? null : (
          <CheckField label={text.move} hint={text.moveHint} value={isMove} onChange={change(setIsMove)} />
        )}
        <TextField
          label={common.reason}
          rows={2}
          value={reason}
          error={errorsOf(outcome)['reason']}
          onChange={setReason}
        />
        <ConfirmName name={contest.id} value={typed} wasSent={wasSent} onChange={setTyped} />
        <VoidingOutcome outcome={outcome} letters={lost} done={text.done} />
      </ActForm>
    </>
  );
}
