import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { Notice, texts } from '@scrutin/web-ui';
import type { ContestKind, OfficeContest } from '../../contest/contest.ts';
import { addressOfContest } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { useCountProgress } from '../../contest/use-count-progress.ts';
import { useLanguage } from '../../language.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';
import { TroubleNotice } from '../../shell/trouble-notice.tsx';
import { addressOfCounts } from './counted-contest.ts';
import { LawCounts } from './counts-of-one.tsx';

const TEXTS = texts({
  fr: {
    title: 'Dépouillement',
    early: 'Le dépouillement se fait après la clôture du vote.',
    races: 'Circonscriptions',
    region: 'Région',
    progress: 'Où en est le dépouillement',
    reading: 'Lecture en cours…',
    unknown: 'La lecture a échoué',
    'not-counted': 'Pas encore dépouillée',
    'awaits-lot': 'Attend un tirage au sort',
    'not-published': 'Dépouillée, pas publiée',
    published: 'Publiée',
    next: 'Quand le dépouillement de chaque circonscription est publié, certifiez le résultat sur',
    steps: 'la page des étapes',
    declaration: 'Déclaration des résultats',
  },
  en: {
    title: 'Count',
    early: 'Ballots are counted after the voting has closed.',
    races: 'Races',
    region: 'Region',
    progress: 'How far the count is',
    reading: 'Reading…',
    unknown: 'Could not be read',
    'not-counted': 'Not counted yet',
    'awaits-lot': 'Awaits a lot',
    'not-published': 'Counted, not published',
    published: 'Published',
    next: 'When the count of every race is published, certify the result on',
    steps: 'the page of the steps',
    declaration: 'Declaration of the results',
  },
});

/** The counts of a law, or how far those of each race of an election are. */
export function CountPage(): ReactNode {
  const { kind, id } = useParams<{ kind: ContestKind; id: string }>();
  const text = TEXTS[useLanguage().language];
  return (
    <ContestFrame key={`${kind}:${id}`} kind={kind} id={id} title={text.title}>
      {(contest) =>
        contest.state !== 'closed' && contest.state !== 'certified' ? (
          <Notice kind="information" title={text.early} />
        ) : (
          <>
            {contest.kind === 'law' ? <LawCounts contest={contest} /> : <Races contest={contest} />}
            <p>
              {text.next} <Link href={addressOfContest(kind, id)}>{text.steps}</Link>.{' '}
              <Link href={addressOfContest(kind, id, 'declaration')}>{text.declaration}</Link>
            </p>
          </>
        )
      }
    </ContestFrame>
  );
}

function Races({ contest }: { readonly contest: OfficeContest }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { counts, failure } = useCountProgress(contest);
  const nameOfRegion = (id: string | undefined): string =>
    contest.kind === 'law'
      ? ''
      : (contest.races.find(({ region_id: region }) => region === id)?.region_name[language] ?? id ?? '');
  return (
    <>
      {failure === undefined ? null : <TroubleNotice {...failure} />}
      <TableScroll label={text.races}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.region}</th>
              <th scope="col">{text.progress}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ region, progress: how }) => (
              <tr key={region}>
                <th scope="row">
                  <Link href={addressOfCounts({ kind: contest.kind, id: contest.id, region })}>
                    {nameOfRegion(region)}
                  </Link>
                </th>
                <td>{text[how]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  );
}
