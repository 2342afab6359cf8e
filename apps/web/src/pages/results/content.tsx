import type { ReactNode } from 'react';
import { addressOf } from '../../site/addresses.ts';
import type { ContentProps } from '../../site/page.ts';
import type { AllResults } from './load.ts';
import { TEXTS } from './texts.ts';

export function ResultsContent({ data, language }: ContentProps<AllResults>): ReactNode {
  const text = TEXTS[language];
  const { laws, elections } = data;
  return (
    <>
      <h1>{text.title}</h1>
      {laws.length + elections.length === 0 ? <p>{text.none}</p> : null}
      {elections.length === 0 ? null : (
        <section>
          <h2>{text.elections}</h2>
          <ul className="ruled-list">
            {elections.map(({ election }) => (
              <li key={election.id}>
                <a href={addressOf('election-results', language, { election: election.id })}>
                  {election.name[language]}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {laws.length === 0 ? null : (
        <section>
          <h2>{text.laws}</h2>
          <ul className="ruled-list">
            {laws.map(({ law }) => (
              <li key={law.id}>
                <a href={addressOf('law-results', language, { law: law.id })}>{law.title[language]}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
