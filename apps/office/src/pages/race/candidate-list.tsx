import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { Race } from '../../contest/race-values.ts';
import { useLanguage } from '../../language.tsx';
import { ActOutcomeNotice } from '../../shell/act-outcome.tsx';
import { CandidateItem } from './candidate-item.tsx';
import type { RacePermissions } from './race-permissions.ts';

const TEXTS = texts({
  fr: {
    title: 'Candidatures, dans l’ordre du bulletin',
    none: 'Il n’y a encore aucune candidature.',
    done: 'L’ordre est changé.',
  },
  en: {
    title: 'Candidates, in the order of the ballot',
    none: 'There is no candidate yet.',
    done: 'The order is changed.',
  },
});

/** The candidates of a race in the order of the ballot. The buttons move a candidate, and keep the focus. */
export function CandidateList(props: {
  readonly race: Race;
  readonly version: string | undefined;
  readonly permissions: RacePermissions;
}): ReactNode {
  const { race, version, permissions } = props;
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('orderCandidates');
  const pressed = useRef<string>(undefined);
  const order = race.candidates.map(({ id }) => id);
  const key = order.join(' ');
  useEffect(() => {
    // A browser takes the focus from an element that is moved.
    if (pressed.current !== undefined) document.getElementById(pressed.current)?.focus();
  }, [key]);
  const move = (index: number, by: -1 | 1): void => {
    const moved = order[index];
    const other = order[index + by];
    if (moved === undefined || other === undefined || outcome.kind === 'sending') return;
    const candidates = order.map((id) => (id === moved ? other : id === other ? moved : id));
    pressed.current = `${by === -1 ? 'up' : 'down'}-${moved}`;
    const params = { election_id: race.election_id, region_id: race.region_id };
    void send({ params, body: { candidates } }, version);
  };
  return (
    <section>
      <h2>{text.title}</h2>
      <ActOutcomeNotice outcome={outcome} done={text.done} />
      {race.candidates.length === 0 ? <p>{text.none}</p> : null}
      <ol className="ruled-list">
        {race.candidates.map((candidate, index) => (
          <CandidateItem
            key={candidate.id}
            race={race}
            candidate={candidate}
            version={version}
            permissions={permissions}
            place={{ index, isLast: index === order.length - 1 }}
            onMove={(by) => {
              move(index, by);
            }}
          />
        ))}
      </ol>
    </section>
  );
}
