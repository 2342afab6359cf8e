import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { texts } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { addressOfContest } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { RaceInWords } from '../../contest/race-in-words.tsx';
import { raceGaps } from '../../contest/stages.ts';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { NewRaceForm } from './new-race-form.tsx';

const TEXTS = texts({
  fr: { title: 'Circonscriptions', none: 'Cette élection n’a encore aucune circonscription.' },
  en: { title: 'Races', none: 'This election has no race yet.' },
});

/** The races of an election. */
export function RacesPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const { language } = useLanguage();
  const text = TEXTS[language];
  const mayConfigure = useMay('configure');
  return (
    <ContestFrame key={id} kind="election" id={id} title={text.title}>
      {(contest, version) =>
        contest.kind === 'law' ? null : (
          <>
            {contest.state === 'draft'
              ? raceGaps(contest).map((gap) => (
                  <p className="stage-block" key={gap.en}>
                    {gap[language]}
                  </p>
                ))
              : null}
            {contest.races.length === 0 ? <p>{text.none}</p> : <RaceList election={contest} />}
            {mayConfigure && contest.possible.changes.includes('races') ? (
              <NewRaceForm election={contest} version={version} />
            ) : null}
          </>
        )
      }
    </ContestFrame>
  );
}

function RaceList(props: { readonly election: Extract<OfficeContest, { kind: 'election' }> }): ReactNode {
  const { election } = props;
  const { language } = useLanguage();
  return (
    <ul className="ruled-list">
      {election.races.map((race) => (
        <li key={race.region_id}>
          <h2 className="row-heading">
            <Link href={addressOfContest('election', election.id, `races/${race.region_id}`)}>
              {race.region_name[language]}
            </Link>
          </h2>
          <RaceInWords race={race} />
        </li>
      ))}
    </ul>
  );
}
