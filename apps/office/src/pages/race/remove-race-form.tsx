import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { addressOfContest } from '../../contest/contest.ts';
import type { Race } from '../../contest/race-values.ts';
import { RemoveForm } from '../../forms/remove-form.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    title: 'Supprimer cette circonscription',
    means: 'La circonscription disparaît du brouillon avec ses candidatures. La région reste.',
  },
  en: {
    title: 'Remove this race',
    means: 'The race disappears from the draft with its candidates. The region stays.',
  },
});

/** Removes a race from a draft, with its candidates. */
export function RemoveRaceForm(props: {
  readonly race: Race;
  readonly version: string | undefined;
}): ReactNode {
  const { race, version } = props;
  const text = TEXTS[useLanguage().language];
  const [, navigate] = useLocation();
  const { outcome, send } = useAct('removeRace');
  const remove = async (): Promise<void> => {
    const params = { election_id: race.election_id, region_id: race.region_id };
    const became = await send({ params }, version);
    if (became.kind === 'done') navigate(addressOfContest('election', race.election_id, 'races'));
  };
  return (
    <RemoveForm
      title={text.title}
      means={text.means}
      name={race.region_id}
      outcome={outcome}
      onRemove={() => void remove()}
    />
  );
}
