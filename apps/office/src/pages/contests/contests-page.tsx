import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatInstant, texts } from '@scrutin/web-ui';
import type { ListedContest } from '../../contest/contest.ts';
import { addressOfContest, nameOf } from '../../contest/contest.ts';
import { StateName } from '../../contest/state-name.tsx';
import { useContests } from '../../contest/use-contest.ts';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';

const TEXTS = texts({
  fr: {
    title: 'Scrutins',
    newElection: 'Créer une élection',
    newLaw: 'Créer un scrutin sur une loi',
    law: 'Loi',
    election: 'Élection',
    opens: 'Ouverture :',
    closes: 'Clôture :',
    none: 'Il n’y a encore aucun scrutin.',
    rehearsal: 'RÉPÉTITION',
  },
  en: {
    title: 'Contests',
    newElection: 'Create an election',
    newLaw: 'Create a vote on a law',
    law: 'Law',
    election: 'Election',
    opens: 'Opens:',
    closes: 'Closes:',
    none: 'There is no contest yet.',
    rehearsal: 'REHEARSAL',
  },
});

/** All laws and elections, with their state. */
export function ContestsPage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const contests = useContests();
  const mayConfigure = useMay('configure');
  return (
    <>
      <PageHeading title={text.title} />
      {mayConfigure ? (
        <p className="button-row">
          <Link className="button" href="/new/election">
            {text.newElection}
          </Link>
          <Link className="button" href="/new/law">
            {text.newLaw}
          </Link>
        </p>
      ) : null}
      <Loaded read={contests}>
        {(all) => (all.length === 0 ? <p>{text.none}</p> : <ContestList contests={all} />)}
      </Loaded>
    </>
  );
}

function ContestList({ contests }: { readonly contests: readonly ListedContest[] }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  return (
    <ul className="ruled-list">
      {contests.map((contest) => {
        const { kind, id, state, purpose, opens_at, closes_at, time_zone: zone } = contest;
        return (
          <li key={`${kind}:${id}`}>
            <h2 className="row-heading">
              <Link href={addressOfContest(kind, id)}>{nameOf(contest, language)}</Link>
            </h2>
            <p>
              {purpose === 'rehearsal' ? <strong className="rehearsal-mark">{text.rehearsal}</strong> : null}{' '}
              <StateName state={state} /> · {text[kind]} · <code>{id}</code>
            </p>
            <p className="soft">
              {text.opens} {formatInstant(opens_at, zone, language)}
              <br />
              {text.closes} {formatInstant(closes_at, zone, language)}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
