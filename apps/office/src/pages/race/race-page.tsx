import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { RaceInWords } from '../../contest/race-in-words.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { CandidateList } from './candidate-list.tsx';
import { EditRaceForm } from './edit-race-form.tsx';
import { NewCandidateForm } from './new-candidate-form.tsx';
import type { RacePermissions } from './race-permissions.ts';
import { RemoveRaceForm } from './remove-race-form.tsx';

const TEXTS = texts({
  fr: { race: 'Circonscription', missing: 'Cette élection n’a pas de circonscription dans cette région.' },
  en: { race: 'Race', missing: 'This election has no race in this region.' },
});

/** One race of an election: its rules and its candidates. */
export function RacePage(): ReactNode {
  const { id, region } = useParams<{ id: string; region: string }>();
  const { language } = useLanguage();
  const text = TEXTS[language];
  const mayConfigure = useMay('configure');
  return (
    <ContestFrame key={`${id} ${region}`} kind="election" id={id} title={`${text.race} ${region}`}>
      {(contest, version) => {
        if (contest.kind === 'law') return null;
        const race = contest.races.find((each) => each.region_id === region);
        if (race === undefined) return <p>{text.missing}</p>;
        const may = (change: keyof RacePermissions | 'races'): boolean =>
          mayConfigure && (contest.possible.changes as readonly string[]).includes(change);
        const permissions: RacePermissions = {
          race: may('races'),
          candidates: may('candidates'),
          texts: may('texts'),
          withdrawals: may('withdrawals'),
        };
        return (
          <>
            <h2>{race.region_name[language]}</h2>
            <RaceInWords race={race} />
            {permissions.race ? <EditRaceForm race={race} version={version} /> : null}
            <CandidateList race={race} version={version} permissions={permissions} />
            {permissions.candidates ? <NewCandidateForm race={race} version={version} /> : null}
            {permissions.race ? <RemoveRaceForm race={race} version={version} /> : null}
          </>
        );
      }}
    </ContestFrame>
  );
}
