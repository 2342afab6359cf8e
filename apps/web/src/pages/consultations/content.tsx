import type { ReactNode } from 'react';
import type { ContentProps } from '../../site/page.ts';
import { useServerClock } from '../../site/use-server-clock.ts';
import { ConsultationEntry } from './entry.tsx';
import type { Consultation } from './load.ts';
import { TEXTS } from './texts.ts';

const GROUPS = [
  { state: 'open', title: 'open' },
  { state: 'not-open', title: 'toCome' },
  { state: 'closed', title: 'over' },
] as const;

export function ConsultationsContent(props: ContentProps<readonly Consultation[]>): ReactNode {
  const { data, language } = props;
  const now = useServerClock(props.now);
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
                  <ConsultationEntry consultation={consultation} language={language} now={now} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
