import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { Notice, texts } from '@scrutin/web-ui';
import { addressOfContest } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { useLanguage } from '../../language.tsx';
import { RaceCounts } from './counts-of-one.tsx';

const TEXTS = texts({
  fr: {
    title: 'Dépouillement',
    missing: 'Cette élection n’a pas de circonscription dans cette région.',
    all: 'Toutes les circonscriptions',
  },
  en: { title: 'Count', missing: 'This election has no race in this region.', all: 'All races' },
});

/** The counts of one race. */
export function RaceCountsPage(): ReactNode {
  const { id, region } = useParams<{ id: string; region: string }>();
  const { language } = useLanguage();
  const text = TEXTS[language];
  return (
    <ContestFrame key={`${id}:${region}`} kind="election" id={id} title={text.title}>
      {(contest) => {
        const race =
          contest.kind === 'law' ? undefined : contest.races.find(({ region_id: each }) => each === region);
        if (race === undefined) return <Notice kind="error" title={text.missing} />;
        return (
          <>
            <p>
              <Link href={addressOfContest('election', id, 'count')}>{text.all}</Link>
            </p>
            <h2>{race.region_name[language]}</h2>
            <RaceCounts contest={contest} region={region} />
          </>
        );
      }}
    </ContestFrame>
  );
}
