import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { formatInstant, texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import { Loaded } from '../shell/loaded.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import type { ContestKind, OfficeContest } from './contest.ts';
import { addressOfContest, nameOf } from './contest.ts';
import { StateName } from './state-name.tsx';
import { useContest } from './use-contest.ts';

const TEXTS = texts({
  fr: {
    navigation: 'Pages de ce scrutin',
    steps: 'Étapes',
    settings: 'Textes et règles',
    races: 'Circonscriptions',
    notices: 'Avis',
    roll: 'Liste électorale',
    live: 'En direct',
    count: 'Dépouillement',
    declaration: 'Déclaration',
    rehearsal: 'RÉPÉTITION',
    nothingDecided: 'rien n’est décidé ici',
    opens: (instant: string) => `Ouverture : ${instant}`,
    closes: (instant: string) => `Clôture : ${instant}`,
  },
  en: {
    navigation: 'Pages of this contest',
    steps: 'Steps',
    settings: 'Texts and rules',
    races: 'Races',
    notices: 'Notices',
    roll: 'Roll',
    live: 'Live',
    count: 'Count',
    declaration: 'Declaration',
    rehearsal: 'REHEARSAL',
    nothingDecided: 'nothing is decided here',
    opens: (instant: string) => `Opens: ${instant}`,
    closes: (instant: string) => `Closes: ${instant}`,
  },
});

/**
 * A page about one contest: its name, its state, its window, the links to its other pages, and a loud banner with other
 * colours if it is a rehearsal.
 *
 * @param title what the page is about; absent on the first page of the contest
 */
export function ContestFrame(props: {
  readonly kind: ContestKind;
  readonly id: string;
  readonly title?: string;
  readonly children: (contest: OfficeContest, version: string | undefined) => ReactNode;
}): ReactNode {
  const { kind, id, title, children } = props;
  const read = useContest(kind, id);
  if (read.kind === 'failed') {
    return (
      <>
        <PageHeading title={id} />
        <Loaded read={read}>{() => null}</Loaded>
      </>
    );
  }
  return (
    <Loaded read={read}>
      {(contest, version) => (
        <>
          {contest.purpose === 'rehearsal' ? <RehearsalBanner id={contest.id} /> : null}
          <ContestHeading contest={contest} title={title} />
          {children(contest, version)}
        </>
      )}
    </Loaded>
  );
}

function ContestHeading(props: {
  readonly contest: OfficeContest;
  readonly title: string | undefined;
}): ReactNode {
  const { contest, title } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { kind, id, state, opens_at, closes_at, time_zone: zone } = contest;
  const name = nameOf(contest, language);
  return (
    <>
      <PageHeading title={title === undefined ? name : `${title}\u00a0· ${name}`} />
      <p className="contest-line">
        <code>{id}</code> <StateName state={state} />
      </p>
      <p className="contest-line soft">
        <span>{text.opens(formatInstant(opens_at, zone, language))}</span>{' '}
        <span>{text.closes(formatInstant(closes_at, zone, language))}</span>
      </p>
      <ContestNavigation kind={kind} id={id} />
    </>
  );
}

function ContestNavigation({ kind, id }: { readonly kind: ContestKind; readonly id: string }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const [location] = useLocation();
  const pages: readonly (readonly [page: string | undefined, name: string])[] = [
    [undefined, text.steps],
    ['settings', text.settings],
    ...(kind === 'election' ? ([['races', text.races]] as const) : []),
    ['roll', text.roll],
    ['live', text.live],
    ['count', text.count],
    ['declaration', text.declaration],
    ['notices', text.notices],
  ];
  return (
    <nav className="page-nav" aria-label={text.navigation}>
      <ul>
        {pages.map(([page, name]) => {
          const href = addressOfContest(kind, id, page);
          const isHere =
            page === undefined
              ? location === href
              : location.startsWith(href) || (page === 'count' && location.startsWith('/counts/'));
          return (
            <li key={href}>
              <Link href={href} {...(isHere ? { 'aria-current': 'page' as const } : {})}>
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** A rehearsal has other colours as well, so that it is not mistaken for a real contest at a glance. */
function RehearsalBanner({ id }: { readonly id: string }): ReactNode {
  const text = TEXTS[useLanguage().language];
  useEffect(() => {
    document.documentElement.classList.add('rehearsing');
    return () => {
      document.documentElement.classList.remove('rehearsing');
    };
  }, []);
  return (
    <p className="rehearsal-banner" role="note">
      <span>
        {text.rehearsal} · {id} · {text.nothingDecided}
      </span>
    </p>
  );
}
