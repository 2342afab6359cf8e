import type { ReactNode } from 'react';
import type { AdminCandidateBody } from '@scrutin/contracts/admin';
import { formatInstant, texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { useRead } from '../../api/use-read.ts';
import { fullName } from '../../contest/candidate-values.ts';
import type { Race } from '../../contest/race-values.ts';
import { RemoveForm } from '../../forms/remove-form.tsx';
import { useLanguage } from '../../language.tsx';
import { EditCandidateForm } from './edit-candidate-form.tsx';
import { PhotoForm } from './photo-form.tsx';
import type { RacePermissions } from './race-permissions.ts';
import { WithdrawalForm } from './withdrawal-form.tsx';

const TEXTS = texts({
  fr: {
    up: (name: string) => `Monter ${name}`,
    down: (name: string) => `Descendre ${name}`,
    independent: 'Sans parti',
    withdrawn: (at: string) => `Retrait : ${at}`,
    remove: (name: string) => `Supprimer ${name}`,
    removeMeans: 'La candidature disparaît du brouillon.',
  },
  en: {
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    independent: 'No party',
    withdrawn: (at: string) => `Withdrawn: ${at}`,
    remove: (name: string) => `Remove ${name}`,
    removeMeans: 'The candidate disappears from the draft.',
  },
});

/** A candidate in the list of a race, with what may be done about them. */
export function CandidateItem(props: {
  readonly race: Race;
  readonly candidate: AdminCandidateBody;
  readonly version: string | undefined;
  readonly permissions: RacePermissions;
  readonly place: { readonly index: number; readonly isLast: boolean };
  readonly onMove: (by: -1 | 1) => void;
}): ReactNode {
  const { race, candidate, version, permissions, place, onMove } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const parties = useRead('parties', {});
  const removal = useAct('removeCandidate');
  const { id, party_code: code, withdrawn_at: withdrawnAt } = candidate;
  const name = fullName(candidate);
  const party = parties.kind === 'read' ? parties.body.find((each) => each.code === code) : undefined;
  const remove = (): void => {
    const params = { election_id: race.election_id, region_id: race.region_id, candidate_id: id };
    void removal.send({ params }, version);
  };
  return (
    <li>
      <div className="candidate-line">
        <div>
          <h3 className="row-heading">
            {place.index + 1}. {name}
          </h3>
          <p>
            {code === null ? text.independent : (party?.name[language] ?? code)} · <code>{id}</code>
          </p>
          {withdrawnAt === null ? null : (
            <p className="stage-block">
              {text.withdrawn(formatInstant(withdrawnAt, candidate.time_zone, language))}
            </p>
          )}
        </div>
        {permissions.candidates ? (
          <div className="move-buttons">
            <MoveButton
              id={`up-${id}`}
              name={text.up(name)}
              isOff={place.index === 0}
              sign="▲"
              onPress={() => {
                onMove(-1);
              }}
            />
            <MoveButton
              id={`down-${id}`}
              name={text.down(name)}
              isOff={place.isLast}
              sign="▼"
              onPress={() => {
                onMove(1);
              }}
            />
          </div>
        ) : null}
      </div>
      <div className="row-acts">
        {permissions.texts ? (
          <EditCandidateForm
            race={race}
            candidate={candidate}
            version={version}
            mayChangeBallot={permissions.candidates}
          />
        ) : null}
        {permissions.texts ? <PhotoForm race={race} candidate={candidate} version={version} /> : null}
        {permissions.withdrawals ? (
          <WithdrawalForm race={race} candidate={candidate} version={version} />
        ) : null}
        {permissions.candidates ? (
          <RemoveForm
            title={text.remove(name)}
            means={text.removeMeans}
            name={id}
            outcome={removal.outcome}
            onRemove={remove}
          />
        ) : null}
      </div>
    </li>
  );
}

/** It stays in the order of the tab key at both ends of the list, so that the focus is never lost. */
function MoveButton(props: {
  readonly id: string;
  readonly name: string;
  readonly sign: string;
  readonly isOff: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { id, name, sign, isOff, onPress } = props;
  return (
    <button
      type="button"
      id={id}
      className="plain-button"
      aria-label={name}
      aria-disabled={isOff}
      onClick={() => {
        if (!isOff) onPress();
      }}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
