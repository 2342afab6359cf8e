import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { CheckField } from '../../forms/check-field.tsx';
import { useLanguage } from '../../language.tsx';
import { LettersCommand } from './letters-command.tsx';
import { LettersForm } from './letters-form.tsx';
import { pairLetters } from './named-letters.ts';
import type { NamedLetter, References } from './reference-files.ts';
import { ReferencesField } from './references-field.tsx';

const TEXTS = texts({
  fr: {
    why: 'Faites d’abord un nouveau jeu de lettres pour ces personnes. Les anciennes lettres perdent leur valeur, et les nouvelles servent à voter. C’est refusé, pour toutes, si l’une des anciennes a servi à voter.',
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
    why: 'First make a new set of letters for these voters. The old letters become void, and voters use the new ones. It is refused, for all of them, if one of the old ones was used to vote.',
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
  const text = TEXTS[useLanguage().language];
  const key = rollKey(contest.kind, contest.id);
  const { outcome, send, clear } = useAct('replaceCredentials');
  const [newSet, setNewSet] = useState<References>({ kind: 'none' });
  const [isMove, setIsMove] = useState(false);
  const fresh = newSet.kind === 'read' ? newSet.letters : new Map<string, NamedLetter>();
  const pair = (lost: readonly NamedLetter[]) => {
    const pairs = pairLetters(lost, fresh);
    return pairs === undefined ? { problem: text.pairs(lost.length, fresh.size) } : { pairs };
  };
  const replace = (lost: readonly NamedLetter[], pairs: readonly NamedLetter[], reason: string): void => {
    const replacements = lost.map(({ credential }, i) => ({
      credential,
      replaced_by: pairs[i]?.credential ?? '',
      ...(pairs[i]?.region === undefined ? {} : { region: pairs[i].region }),
    }));
    const pepper = newSet.kind === 'read' ? newSet.pepperCheck : undefined;
    const check = pepper === undefined ? {} : { pepper_check: pepper };
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
      <LettersCommand contest={contest} isAgain />
      <LettersForm
        contest={contest}
        texts={text}
        outcome={outcome}
        onChange={clear}
        onSubmit={replace}
        fresh={{
          isRead: newSet.kind === 'read',
          names: [...fresh.keys()],
          pair,
          field: (
            <ReferencesField label={text.newSet} rollKey={key} value={newSet} onChange={change(setNewSet)} />
          ),
          more:
            contest.kind === 'law' ? null : (
              <CheckField
                label={text.move}
                hint={text.moveHint}
                value={isMove}
                onChange={change(setIsMove)}
              />
            ),
        }}
      />
    </>
  );
}
