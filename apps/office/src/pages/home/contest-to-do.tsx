import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OverviewBody } from '@scrutin/contracts/admin';
import { formatDuration, formatInstant, texts } from '@scrutin/web-ui';
import type { ContestKind } from '../../contest/contest.ts';
import { addressOfContest } from '../../contest/contest.ts';
import { useLanguage } from '../../language.tsx';
import { useNow } from '../../shell/use-now.ts';

/** A contest with what its next step needs. */
export type ContestOfOverview = OverviewBody['contests'][number];
type Counts = NonNullable<ContestOfOverview['counts']>;

const TEXTS = texts({
  fr: {
    rehearsal: 'RÉPÉTITION',
    opensIn: (length: string, at: string) => `Ouvre de lui-même dans ${length} : ${at}.`,
    closesIn: (length: string, at: string) => `Se clôt de lui-même dans ${length} : ${at}.`,
    closedAt: (at: string) => `Clos depuis le ${at}.`,
    ready: 'Rien ne manque : le brouillon peut être publié.',
    notice: 'Dernier avis au public :',
    count: 'Dépouillez, puis publiez.',
    progress: ({ races, counted, published }: Counts) =>
      `Circonscriptions : ${races} ; dépouillées : ${counted} ; résultats publiés : ${published}.`,
    lots: (ties: number) =>
      ties === 1 ? 'Une égalité attend un tirage au sort.' : `${ties} égalités attendent un tirage au sort.`,
    publish: 'Publiez le dépouillement.',
    certify: 'Tout est publié : certifiez le résultat.',
  },
  en: {
    rehearsal: 'REHEARSAL',
    opensIn: (length: string, at: string) => `Opens by itself in ${length}: ${at}.`,
    closesIn: (length: string, at: string) => `Closes by itself in ${length}: ${at}.`,
    closedAt: (at: string) => `Closed since ${at}.`,
    ready: 'Nothing is missing: the draft can be published.',
    notice: 'Latest notice to voters:',
    count: 'Count, then publish.',
    progress: ({ races, counted, published }: Counts) =>
      `Races: ${races}; counted: ${counted}; published: ${published}.`,
    lots: (ties: number) => (ties === 1 ? 'A tie awaits a lot.' : `${ties} ties await a lot.`),
    publish: 'Publish the count.',
    certify: 'Everything is published: certify the result.',
  },
});

/** A contest with its next step, and what is missing for it. */
export function ContestToDo({ contest }: { readonly contest: ContestOfOverview }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const [kind = '', id = ''] = contest.contest.split(':');
  return (
    <li>
      <h3 className="row-heading">
        <Link href={addressOfContest(kind as ContestKind, id)}>{contest.name[language]}</Link>
      </h3>
      {contest.purpose === 'rehearsal' ? (
        <p>
          <strong className="rehearsal-mark">{text.rehearsal}</strong>
        </p>
      ) : null}
      {contest.state === 'draft' ? <DraftToDo blocks={contest.blocks} /> : <NextMoment contest={contest} />}
      {contest.counts === null ? null : <CountsToDo isLaw={kind === 'law'} counts={contest.counts} />}
      {contest.notice === null ? null : (
        <p className="soft">
          {text.notice} {contest.notice[language]}
        </p>
      )}
    </li>
  );
}

function NextMoment({ contest }: { readonly contest: ContestOfOverview }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const nowMs = useNow();
  const { state, opens_at: opens, closes_at: closes, time_zone: zone } = contest;
  const inWords = (instant: string): string => formatInstant(instant, zone, language);
  const until = (instant: string): string =>
    formatDuration(Math.max(0, Date.parse(instant) - nowMs), language);
  if (state === 'scheduled') return <p>{text.opensIn(until(opens), inWords(opens))}</p>;
  if (state === 'open') return <p>{text.closesIn(until(closes), inWords(closes))}</p>;
  return <p>{text.closedAt(inWords(closes))}</p>;
}

function DraftToDo({ blocks }: Pick<ContestOfOverview, 'blocks'>): ReactNode {
  const { language } = useLanguage();
  if (blocks.length === 0) return <p>{TEXTS[language].ready}</p>;
  return blocks.map((block) => (
    <p className="stage-block" key={block.en}>
      {block[language]}
    </p>
  ));
}

/** How far the counts of a contest are, and the step that comes next. */
function CountsToDo({ isLaw, counts }: { readonly isLaw: boolean; readonly counts: Counts }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const { races, counted, awaiting_lot: ties, published } = counts;
  const isCounted = counted >= races;
  const next = !isCounted ? text.count : published >= races ? text.certify : text.publish;
  return (
    <>
      {ties === 0 ? null : <p className="stage-block">{text.lots(ties)}</p>}
      <p>
        {isLaw ? '' : `${text.progress(counts)} `}
        {ties > 0 && isCounted ? '' : next}
      </p>
    </>
  );
}
