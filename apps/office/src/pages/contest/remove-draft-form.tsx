import type { ReactNode } from 'react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { ConfirmName } from '../../forms/confirm-name.tsx';
import { Disclosure } from '../../forms/disclosure.tsx';
import { useLanguage } from '../../language.tsx';
import type { StageProps } from './checklist.tsx';

const TEXTS = texts({
  fr: {
    name: 'Supprimer ce brouillon',
    means: 'Possible seulement s’il n’a jamais été publié, par exemple quand son identifiant est mal écrit.',
  },
  en: {
    name: 'Remove this draft',
    means: 'Possible only if it was never published, for example when its identifier is mistyped.',
  },
});

/** Removes a draft that was never published. */
export function RemoveDraftForm({ contest, version }: StageProps): ReactNode {
  const text = TEXTS[useLanguage().language];
  const [, navigate] = useLocation();
  const law = useAct('removeLaw');
  const election = useAct('removeElection');
  const { outcome } = contest.kind === 'law' ? law : election;
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const remove = async (): Promise<void> => {
    setWasSent(true);
    if (typed.trim() !== contest.id) return;
    const given = { params: { id: contest.id } };
    const became = await (contest.kind === 'law' ? law : election).send(given, version);
    if (became.kind === 'done') navigate('/contests');
  };
  return (
    <Disclosure title={text.name} isDangerous>
      <p>{text.means}</p>
      <ActForm outcome={outcome} submit={text.name} isDangerous onSubmit={() => void remove()}>
        <ConfirmName name={contest.id} value={typed} wasSent={wasSent} onChange={setTyped} />
      </ActForm>
    </Disclosure>
  );
}
