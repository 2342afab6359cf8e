import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatInstant, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import type { ListedContest } from '../../contest/contest.ts';
import { useContests } from '../../contest/use-contest.ts';
import { useLanguage } from '../../language.tsx';
import { shortDigests } from '../../record/short-digests.ts';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { ContestToDo } from './contest-to-do.tsx';

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

/** What needs the reader now: what waits for a second person, and every contest with its next step. */
export function HomePage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const contests = useContests();
  return (
    <>
      <PageHeading title={text.title} />
      <Approvals />
      <Loaded read={contests}>{(all) => <Contests contests={all} />}</Loaded>
      <p>
        <Link href="/contests">{text.all}</Link>
      </p>
    </>
  );
}

function Approvals(): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const proposals = useRead('proposals', { query: { state: 'pending' } }, REFRESH_MS);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <section>
      <h2>{text.approvals}</h2>
      <Loaded read={proposals}>
        {(all) =>
          all.length === 0 ? (
            <p className="soft">{text.noApproval}</p>
          ) : (
            <ul className="ruled-list">
              {all.map(({ id, in_words: words, proposed_by: by, expires_at: until }) => (
                <li key={id}>
                  <p>
                    <Link href={`/approvals/${id}`}>{shortDigests(words[language])}</Link>
                  </p>
                  <p className="soft">{text.proposedBy(by, formatInstant(until, timeZone, language))}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Contests({ contests }: { readonly contests: readonly ListedContest[] }): ReactNode {
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
                <ContestToDo key={`${contest.kind}:${contest.id}`} contest={contest} />
              ))}
            </ul>
          </section>
        );
      })}
      {certified === 0 ? null : <p>{text.certified(certified)}</p>}
    </>
  );
}
