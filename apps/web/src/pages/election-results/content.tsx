import type { ReactNode } from 'react';
import { addressOf } from '../../site/addresses.ts';
import type { ContentProps } from '../../site/page.ts';
import type { ElectionResults } from './load.ts';

export function ElectionResultsContent({ data, language }: ContentProps<ElectionResults>): ReactNode {
  const { election } = data;
  return (
    <>
      <h1>{election.name[language]}</h1>
      <ul className="ruled-list">
        {election.regions.map(({ id, name }) => (
          <li key={id}>
            <a href={addressOf('race-results', language, { election: election.id, region: id })}>
              {name[language]}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
