import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { formatInstant } from '@scrutin/web-ui';
import { electionSentence } from '../../results/election-sentence.ts';
import { LiveLine } from '../../results/live/live-line.tsx';
import { PartyTable } from '../../results/party-table.tsx';
import { RehearsalMark } from '../../results/rehearsal-mark.tsx';
import { TurnoutFigures } from '../../results/turnout/turnout-figures.tsx';
import { addressOf } from '../../site/addresses.ts';
import type { ContentProps } from '../../site/page.ts';
import { changingSentences } from './changing-sentences.ts';
import { LawsTable } from './laws-table.tsx';
import type { AllResults, ElectionEntry } from './load.ts';
import { TEXTS } from './texts.ts';

export function ResultsContent({ data, language, now, reload }: ContentProps<AllResults>): ReactNode {
  const text = TEXTS[language];
  const { laws, elections } = data;
  const changing = [...laws.map(({ law }) => law), ...elections.map(({ election }) => election)].find(
    ({ certified }) => !certified,
  );
  return (
    <>
      <h1>{text.title}</h1>
      {changing === undefined ? null : (
        <LiveLine
          {...{ language, now, reload }}
          sentence={changingSentences(data, language)}
          timeZone={changing.time_zone}
        />
      )}
      {laws.length + elections.length === 0 ? <p>{text.none}</p> : null}
      {elections.length === 0 ? null : (
        <section>
          <h2>{text.elections}</h2>
          {elections.map((entry) => (
            <Election key={entry.election.id} entry={entry} language={language} />
          ))}
        </section>
      )}
      {laws.length === 0 ? null : (
        <section>
          <h2>{text.laws}</h2>
          <LawsTable laws={laws} language={language} />
        </section>
      )}
    </>
  );
}

function Election({
  entry,
  language,
}: {
  readonly entry: ElectionEntry;
  readonly language: Language;
}): ReactNode {
  const { election, result } = entry;
  const text = TEXTS[language];
  const name = election.name[language];
  return (
    <article className="election-entry">
      <h3>
        <a href={addressOf('election-results', language, { election: election.id })}>{name}</a>
      </h3>
      {election.purpose === 'rehearsal' ? <RehearsalMark language={language} /> : null}
      <p className="soft">{election.certified ? `✓ ${text.certified}` : text.provisional}</p>
      {result.kind === 'published' ? (
        <>
          <p className="lead">{electionSentence(result.body, language)}</p>
          <TurnoutFigures turnout={result.body.turnout} language={language} />
          <PartyTable result={result.body} caption={text.parties(name)} language={language} />
        </>
      ) : (
        <p>
          {result.kind === 'withheld'
            ? text.withheld(formatInstant(election.closes_at, election.time_zone, language))
            : text.unavailable}
        </p>
      )}
    </article>
  );
}
