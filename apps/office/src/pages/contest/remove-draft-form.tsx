import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { RemoveForm } from '../../forms/remove-form.tsx';
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
  const act = contest.kind === 'law' ? law : election;
  const remove = async (): Promise<void> => {
    const became = await act.send({ params: { id: contest.id } }, version);
    if (became.kind === 'done') navigate('/contests');
  };
  return (
    <RemoveForm
      title={text.name}
      means={text.means}
      name={contest.id}
      outcome={act.outcome}
      onRemove={() => void remove()}
    />
  );
}
