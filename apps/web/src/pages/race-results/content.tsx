import type { ReactNode } from 'react';
import { addressOf } from '../../site/addresses.ts';
import type { ContentProps } from '../../site/page.ts';
import type { RaceResults } from './load.ts';

export function RaceResultsContent({ data, language }: ContentProps<RaceResults>): ReactNode {
  const { election, race, candidates } = data;
  return (
    <>
      <p>
        <a href={addressOf('election-results', language, { election: election.id })}>
          {election.name[language]}
        </a>
      </p>
      <h1>{race.name[language]}</h1>
      <ul className="ruled-list">
        {candidates.map(({ candidate_id, first_name, last_name }) => (
          <li key={candidate_id}>{first_name === null ? last_name : `${first_name} ${last_name}`}</li>
        ))}
      </ul>
    </>
  );
}
