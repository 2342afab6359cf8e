import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { formatDuration, formatInstant } from '@scrutin/web-ui';
import type { ContentProps } from '../../site/page.ts';
import type { Consultation } from './load.ts';
import { TEXTS } from './texts.ts';

const GROUPS = [
  { state: 'open', title: 'open' },
  { state: 'not-open', title: 'toCome' },
  { state: 'closed', title: 'over' },
] as const;

export function ConsultationsContent(props: ContentProps<readonly Consultation[]>): ReactNode {
  const { data, language, now } = props;
  const text = TEXTS[language];
  return (
    <>
      <h1>{text.title}</h1>
      {GROUPS.map(({ state, title }) => {
        const group = data.filter((consultation) => consultation.state === state);
        if (group.length === 0 && state !== 'open') return null;
        return (
          <section key={state}>
            <h2>{text[title]}</h2>
            {group.length === 0 ? <p>{text.noneOpen}</p> : null}
            <ul className="ruled-list">
              {group.map((consultation) => (
                <li key={`${consultation.kind}:${consultation.id}`}>
                  <Entry consultation={consultation} language={language} now={now} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function Entry(props: {
  readonly consultation: Consultation;
  readonly language: Language;
  readonly now: number;
}): ReactNode {
  const { consultation, language, now } = props;
  const { name, summary, state, opensAt, closesAt, timeZone, certified } = consultation;
  const text = TEXTS[language];
  const until = (instant: string): [string, string] => [
    formatDuration(new Date(instant).getTime() - now, language),
    formatInstant(instant, timeZone, language),
  ];
  return (
    <>
      <h3>{name[language]}</h3>
      {summary === null ? null : <p>{summary[language]}</p>}
      <p className="soft">
        {state === 'open' ? text.closesIn(...until(closesAt)) : null}
        {state === 'not-open' ? text.opensIn(...until(opensAt)) : null}
        {state === 'closed' ? text.closed(formatInstant(closesAt, timeZone, language)) : null}
      </p>
      {certified ? <p>✓ {text.certified}</p> : null}
    </>
  );
}
