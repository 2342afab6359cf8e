import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { formatDuration, formatInstant, Localized } from '@scrutin/web-ui';
import { RehearsalMark } from '../../results/rehearsal-mark.tsx';
import { addressOf } from '../../site/addresses.ts';
import { Notices } from '../../site/notices.tsx';
import type { ListedContest } from './load.ts';
import { TEXTS } from './texts.ts';

/** A contest: its name, its times, what voters were told, and the way to vote or to the results. */
export function ContestEntry(props: {
  readonly contest: ListedContest;
  readonly language: Language;
  /** The clock of the server, in milliseconds since the epoch. */
  readonly now: number;
}): ReactNode {
  const { contest, language, now } = props;
  const { name, summary, state, opensAt, closesAt, timeZone, certified, isRehearsal, notices } = contest;
  const text = TEXTS[language];
  const until = (instant: string): [string, string] => [
    formatDuration(new Date(instant).getTime() - now, language),
    formatInstant(instant, timeZone, language),
  ];
  return (
    <>
      <h3>
        <Localized text={name} language={language} />
      </h3>
      {isRehearsal ? <RehearsalMark language={language} /> : null}
      {summary === null ? null : (
        <p className="long-text">
          <Localized text={summary} language={language} />
        </p>
      )}
      <p className="soft">
        {state === 'open' ? text.closesIn(...until(closesAt)) : null}
        {state === 'not-open' ? text.opensIn(...until(opensAt)) : null}
        {state === 'closed' ? text.closed(formatInstant(closesAt, timeZone, language)) : null}
      </p>
      <Notices notices={notices} language={language} />
      {certified ? <p>✓ {text.certified}</p> : null}
      <Ways contest={contest} language={language} />
    </>
  );
}

/** The links of a contest. Their names say which one they belong to. */
function Ways(props: { readonly contest: ListedContest; readonly language: Language }): ReactNode {
  const { contest, language } = props;
  const { kind, id, name, state } = contest;
  const text = TEXTS[language];
  const whose = <span className="visually-hidden">{text.of(name[language])}</span>;
  const vote =
    kind === 'law'
      ? addressOf('vote-law', language, { law: id })
      : addressOf('vote-election', language, { election: id });
  const results =
    kind === 'law'
      ? addressOf('law-results', language, { law: id })
      : addressOf('election-results', language, { election: id });
  if (state === 'not-open') return null;
  return (
    <p className="button-row">
      {state === 'open' ? (
        <a className="button" href={vote}>
          <span>
            {text.vote}
            {whose}
          </span>
        </a>
      ) : null}
      <a className={state === 'open' ? 'button button-second' : 'button'} href={results}>
        <span>
          {state === 'open' ? text.turnout : text.results}
          {whose}
        </span>
      </a>
    </p>
  );
}
