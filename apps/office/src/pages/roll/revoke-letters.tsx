import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
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
import type { References } from './reference-files.ts';
import { typedReferences } from './reference-files.ts';
import { ReferencesField } from './references-field.tsx';
import { VoidingOutcome } from './voiding-outcome.tsx';

const TEXTS = texts({
  fr: {
    why: 'Pour les personnes décédées, parties ou radiées. Aucun vote fait avec ces lettres n’est compté. C’est refusé, pour toutes, si l’une d’elles a servi à voter.',
    submit: 'Révoquer ces lettres',
    done: 'Ces lettres sont révoquées.',
  },
  en: {
    why: 'For voters who died, moved away or were struck off. No vote with these letters is counted. It is refused, for all of them, if one of them was used to vote.',
    submit: 'Revoke these letters',
    done: 'These letters are revoked.',
  },
});

/** Takes the credentials of letters off the roll. Only hashes are sent. */
export function RevokeLetters({ contest }: { readonly contest: OfficeContest }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const common = LETTER_TEXTS[language];
  const key = rollKey(contest.kind, contest.id);
  const { outcome, send, clear } = useAct('revokeCredentials');
  const [references, setReferences] = useState<References>({ kind: 'none' });
  const [names, setNames] = useState('');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const wanted = typedReferences(names);
  const found = findLetters(references, wanted);
  const letters = found.kind === 'found' ? found.letters : [];
  const problem =
    references.kind === 'read' && found.kind === 'unknown'
      ? common.unknown(found.references.join(', '))
      : wanted.length > MOST_LETTERS
        ? common.tooMany
        : undefined;
  const revoke = (): void => {
    setWasSent(true);
    if (letters.length === 0 || problem !== undefined || typed.trim() !== contest.id) return;
    const credentials = letters.map(({ credential }) => credential);
    void send({ params: { roll_key: key }, body: { reason, credentials } });
  };
  return (
    <>
      <p>{text.why}</p>
      <ActForm
        outcome={{ kind: outcome.kind === 'sending' ? 'sending' : 'idle' }}
        submit={text.submit}
        isDangerous
        onSubmit={revoke}
      >
        <ReferencesField
          label={common.oldSet}
          rollKey={key}
          value={references}
          onChange={(value) => {
            clear();
            setReferences(value);
          }}
        />
        <TextField
          label={common.references}
          hint={common.referencesHint}
          rows={3}
          value={names}
          error={problem ?? (wasSent && letters.length === 0 ? common.none : undefined)}
          onChange={(value) => {
            clear();
            setNames(value);
          }}
        />
        {letters.length === 0 ? null : <LetterTable letters={letters} outcome={outcome} />}
        <TextField
          label={common.reason}
          rows={2}
          value={reason}
          error={errorsOf(outcome)['reason']}
          onChange={setReason}
        />
        <ConfirmName name={contest.id} value={typed} wasSent={wasSent} onChange={setTyped} />
        <VoidingOutcome outcome={outcome} letters={letters} done={text.done} />
      </ActForm>
    </>
  );
}
