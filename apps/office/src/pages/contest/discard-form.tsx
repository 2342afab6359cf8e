import type { ReactNode } from 'react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { ConfirmName } from '../../forms/confirm-name.tsx';
import { Disclosure } from '../../forms/disclosure.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    name: 'Jeter cette répétition',
    means:
      'Ses votes, ses bulletins et sa liste électorale disparaissent. Seuls ses actes restent au registre.',
    reason: 'Motif, s’il y a lieu',
  },
  en: {
    name: 'Throw this rehearsal away',
    means: 'Its votes, its ballots and its roll disappear. Only its acts stay on record.',
    reason: 'Reason, if there is one',
  },
});

/** Throws a rehearsal away, with its votes and its roll. */
export function DiscardForm({ contest }: { readonly contest: OfficeContest }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const [, navigate] = useLocation();
  const { outcome, send } = useAct('discardRehearsal');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const discard = async (): Promise<void> => {
    setWasSent(true);
    if (typed.trim() !== contest.id) return;
    const params = { roll_key: rollKey(contest.kind, contest.id) };
    const became = await send({ params, body: reason.trim() === '' ? {} : { reason } });
    if (became.kind === 'done') navigate('/contests');
  };
  return (
    <Disclosure title={text.name} isDangerous>
      <p>{text.means}</p>
      <ActForm outcome={outcome} submit={text.name} isDangerous onSubmit={() => void discard()}>
        <TextField
          label={text.reason}
          error={errorsOf(outcome)['reason']}
          value={reason}
          onChange={setReason}
        />
        <ConfirmName name={contest.id} value={typed} wasSent={wasSent} onChange={setTyped} />
      </ActForm>
    </Disclosure>
  );
}
