import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { LocalizedText } from '@scrutin/election';
import { formatDuration, formatInstant, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import type { ListedContest, OfficeContest } from '../../contest/contest.ts';
import { addressOfContest, nameOf, rollKey } from '../../contest/contest.ts';
import { raceGaps, rollGaps } from '../../contest/stages.ts';
import { useContest } from '../../contest/use-contest.ts';
import { useLanguage } from '../../language.tsx';
import { useNow } from '../../shell/use-now.ts';

const TEXTS = texts({
  fr: {
    rehearsal: 'RÉPÉTITION',
    opensIn: (length: string, at: string) => `Ouvre de lui-même dans ${length} : ${at}.`,
    closesIn: (length: string, at: string) => `Se clôt de lui-même dans ${length} : ${at}.`,
    closedAt: (at: string) => `Clos depuis le ${at}. Dépouillez, publiez, puis certifiez.`,
    ready: 'Rien ne manque : le brouillon peut être publié.',
    notice: 'Dernier avis au public :',
  },
  en: {
    rehearsal: 'REHEARSAL',
    opensIn: (length: string, at: string) => `Opens by itself in ${length}: ${at}.`,
    closesIn: (length: string, at: string) => `Closes by itself in ${length}: ${at}.`,
    closedAt: (at: string) => `Closed since ${at}. Count, publish, then certify.`,
    ready: 'Nothing is missing: the draft can be published.',
    notice: 'Latest notice to voters:',
  },
});

/** A contest with its next step, and what is missing for it. */
export function ContestToDo({ contest }: { readonly contest: ListedContest }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { kind, id, purpose, state } = contest;
  return (
    <li>
      <h3 className="row-heading">
        <Link href={addressOfContest(kind, id)}>{nameOf(contest, language)}</Link>
      </h3>
      {purpose === 'rehearsal' ? (
        <p>
          <strong className="rehearsal-mark">{text.rehearsal}</strong>
        </p>
      ) : null}
      {state === 'draft' ? <DraftToDo kind={kind} id={id} /> : <NextMoment contest={contest} />}
      {state === 'open' || state === 'scheduled' ? <LatestNotice kind={kind} id={id} /> : null}
    </li>
  );
}

function NextMoment({ contest }: { readonly contest: ListedContest }): ReactNode {
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

type Named = Pick<ListedContest, 'kind' | 'id'>;

function DraftToDo({ kind, id }: Named): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const contest = useContest(kind, id);
  const rolls = useRead('rolls', {});
  if (contest.kind !== 'read' || rolls.kind !== 'read') return null;
  const roll = rolls.body.find(({ roll: key }) => key === rollKey(kind, id));
  const missing = [...contest.body.warnings, ...racesMissing(contest.body), ...rollGaps(contest.body, roll)];
  if (missing.length === 0) return <p>{text.ready}</p>;
  return missing.map((gap) => (
    <p className="stage-block" key={gap.en}>
      {gap[language]}
    </p>
  ));
}

function racesMissing(contest: OfficeContest): readonly LocalizedText[] {
  return contest.kind === 'law' ? [] : raceGaps(contest);
}

function LatestNotice({ kind, id }: Named): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const notices = useRead('contestNotices', { params: { roll_key: rollKey(kind, id) } });
  if (notices.kind !== 'read') return null;
  const [latest] = notices.body;
  if (latest === undefined) return null;
  return (
    <p className="soft">
      {text.notice} {latest.text[language]}
    </p>
  );
}
