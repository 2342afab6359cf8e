import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { formatCount, formatInstant, formatPercentage } from '@scrutin/web-ui';
import { Downloads } from '../../results/downloads.tsx';
import { electionSentence } from '../../results/election-sentence.ts';
import { LAW_TEXTS } from '../../results/law-texts.ts';
import { LiveLine } from '../../results/live/live-line.tsx';
import { PartyTable } from '../../results/party-table.tsx';
import { Standing } from '../../results/standing.tsx';
import { TURNOUT_TEXTS } from '../../results/turnout/texts.ts';
import { TurnoutFigures } from '../../results/turnout/turnout-figures.tsx';
import { addressOf } from '../../site/addresses.ts';
import { Notices } from '../../site/notices.tsx';
import type { ContentProps } from '../../site/page.ts';
import { electionDownloads } from './downloads.ts';
import type { ElectionResults } from './load.ts';
import { RegionChoice } from './region-choice.tsx';
import { RegionTable } from './region-table.tsx';
import { TEXTS } from './texts.ts';

export function ElectionResultsContent(props: ContentProps<ElectionResults>): ReactNode {
  const { data, language, now, query, reload } = props;
  const { election, result, turnout } = data;
  const text = TEXTS[language];
  const sentence = sentenceOf(data, language);
  const seats =
    result.kind === 'published'
      ? [
          { name: text.candidates, value: formatCount(result.body.candidates.length, language) },
          { name: text.seats, value: formatCount(result.body.seats.total, language) },
        ]
      : [];
  return (
    <>
      <p className="way-back">
        <a href={addressOf('results', language)}>{text.all}</a>
      </p>
      <h1>{election.name[language]}</h1>
      <Standing contest={election} language={language} now={now} />
      <p className="lead verdict">{sentence}</p>
      {election.certified ? null : (
        <LiveLine {...{ language, now, reload, sentence }} timeZone={election.time_zone} />
      )}
      <section>
        <h2 className="visually-hidden">{TURNOUT_TEXTS[language].title}</h2>
        <TurnoutFigures turnout={turnout.total} language={language} more={seats} />
      </section>
      {result.kind === 'published' ? (
        <section>
          <h2>{text.parties}</h2>
          <PartyTable result={result.body} caption={text.parties} language={language} />
        </section>
      ) : null}
      <Notices notices={election.notices} language={language} />
      <section>
        <h2 id="regions">{text.regions}</h2>
        <RegionChoice election={election} language={language} />
        <RegionTable data={data} query={query} language={language} />
      </section>
      <Downloads
        downloads={electionDownloads(data, language)}
        isOpen={election.state === 'open'}
        language={language}
      />
    </>
  );
}

/** What stands first on the page, and what a screen reader says when it has changed. */
function sentenceOf({ election, result, turnout }: ElectionResults, language: Language): string {
  const text = LAW_TEXTS[language];
  if (result.kind === 'published') return electionSentence(result.body, language);
  if (result.kind === 'unavailable') return text.unavailable;
  if (election.state === 'not-open') return text.notOpen;
  const withheld = text.withheld(formatInstant(election.closes_at, election.time_zone, language));
  const { percentage } = turnout.total;
  return percentage === null
    ? withheld
    : `${withheld} ${text.withheldTurnout(formatPercentage(percentage, language))}`;
}
