import type { ReactNode } from 'react';
import { addressOf } from '../../site/addresses.ts';
import type { ContentProps } from '../../site/page.ts';
import { useReloadWhenDue } from '../../site/use-reload-when-due.ts';
import { useServerClock } from '../../site/use-server-clock.ts';
import { ContestEntry } from './entry.tsx';
import type { ListedContest } from './load.ts';
import { TEXTS } from './texts.ts';

const GROUPS = [
  { state: 'open', title: 'open' },
  { state: 'not-open', title: 'toCome' },
  { state: 'closed', title: 'over' },
] as const;

export function FrontContent(props: ContentProps<readonly ListedContest[]>): ReactNode {
  const { data, language } = props;
  const now = useServerClock(props.now, props.reload);
  useReloadWhenDue(data, now, props.reload);
  const text = TEXTS[language];
  return (
    <>
      <h1>{text.title}</h1>
      {GROUPS.map(({ state, title }) => {
        const group = data.filter((contest) => contest.state === state);
        if (group.length === 0 && state !== 'open') return null;
        return (
          <section key={state}>
            <h2>{text[title]}</h2>
            {group.length === 0 ? <p>{text.noneOpen}</p> : null}
            <ul className="ruled-list">
              {group.map((contest) => (
                <li key={`${contest.kind}:${contest.id}`}>
                  <ContestEntry contest={contest} language={language} now={now} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <p>
        {text.voted} <a href={addressOf('tracking', language)}>{text.track}</a>
      </p>
    </>
  );
}
