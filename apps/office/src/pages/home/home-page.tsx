import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OverviewBody } from '@scrutin/contracts/admin';
import { formatInstant, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { shortDigests } from '../../record/short-digests.ts';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import type { ContestOfOverview } from './contest-to-do.tsx';
import { ContestToDo } from './contest-to-do.tsx';
import { SystemLine } from './system-line.tsx';

const TEXTS = texts({
  fr: {
    title: 'Aujourd’hui',
    approvals: 'À approuver',
    noApproval: 'Rien n’attend une deuxième personne.',
    proposedBy: (name: string, until: string) => `Proposé par ${name}, jusqu’au ${until}.`,
    open: 'Vote ouvert',
    closed: 'Vote clos : à dépouiller et à certifier',
    scheduled: 'Publiés, pas encore ouverts',
    draft: 'Brouillons',
    certified: (count: number) =>
      count === 1 ? '1 scrutin est certifié.' : `${count} scrutins sont certifiés.`,
    nothing: 'Il n’y a encore aucun scrutin.',
    all: 'Tous les scrutins',
  },
  en: {
    title: 'Today',
    approvals: 'To approve',
    noApproval: 'Nothing waits for a second person.',
    proposedBy: (name: string, until: string) => `Proposed by ${name}, until ${until}.`,
    open: 'Voting open',
    closed: 'Voting closed: to count and certify',
    scheduled: 'Published, not open yet',
    draft: 'Drafts',
    certified: (count: number) =>
      count === 1 ? '1 contest is certified.' : `${count} contests are certified.`,
    nothing: 'There is no contest yet.',
    all: 'All contests',
  },
});

const REFRESH_MS = 15_000;
const IN_ORDER = ['open', 'closed', 'scheduled', 'draft'] as const;

/** What needs the reader now: what awaits a second person, every contest with its next step, and the system. */
export function HomePage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const overview = useRead('overview', {}, REFRESH_MS);
  return (
    <>
      <PageHeading title={text.title} />
      <Loaded read={overview}>
        {(body) => (
          <>
            {body.approvals === null ? null : <Approvals proposals={body.approvals} />}
            <Contests contests={body.contests} />
            <p>
              <Link href="/contests">{text.all}</Link>
            </p>
            <SystemLine overview={body} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Approvals(props: { readonly proposals: NonNullable<OverviewBody['approvals']> }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <section>
      <h2>{text.approvals}</h2>
      {props.proposals.length === 0 ? (
        <p className="soft">{text.noApproval}</p>
      ) : (
        <ul className="ruled-list">
          {props.proposals.map(
            ({ id, in_words: words, proposed_by: by, expires_at: until, time_zone: zone }) => (
              <li key={id}>
                <p>
                  <Link href={`/approvals/${id}`}>{shortDigests(words[language])}</Link>
                </p>
                <p className="soft">
                  {text.proposedBy(by, formatInstant(until, zone ?? timeZone, language))}
                </p>
              </li>
            ),
          )}
        </ul>
      )}
    </section>
  );
}

function Contests({ contests }: { readonly contests: readonly ContestOfOverview[] }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const certified = contests.filter(({ state }) => state === 'certified').length;
  if (contests.length === 0) return <p>{text.nothing}</p>;
  return (
    <>
      {IN_ORDER.map((state) => {
        const some = contests.filter((contest) => contest.state === state);
        if (some.length === 0) return null;
        return (
          <section key={state}>
            <h2>{text[state]}</h2>
            <ul className="ruled-list">
              {some.map((contest) => (
                <ContestToDo key={contest.contest} contest={contest} />
              ))}
            </ul>
          </section>
        );
      })}
      {certified === 0 ? null : <p>{text.certified(certified)}</p>}
    </>
  );
}
