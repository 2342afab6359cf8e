import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { formatCount } from '@scrutin/web-ui';
import { COUNT_TEXTS } from '../../results/count/texts.ts';
import { Downloads } from '../../results/downloads.tsx';
import { LiveLine } from '../../results/live/live-line.tsx';
import { Standing } from '../../results/standing.tsx';
import { TURNOUT_TEXTS } from '../../results/turnout/texts.ts';
import { TurnoutFigures } from '../../results/turnout/turnout-figures.tsx';
import { TurnoutOverTime } from '../../results/turnout/turnout-over-time.tsx';
import { addressOf } from '../../site/addresses.ts';
import { Notices } from '../../site/notices.tsx';
import type { ContentProps } from '../../site/page.ts';
import { CandidateTable } from './candidate-table.tsx';
import { CandidateTexts } from './candidate-texts.tsx';
import { raceDownloads } from './downloads.ts';
import type { RaceResults } from './load.ts';
import { Elected, Podium } from './podium.tsx';
import { RaceCount } from './race-count.tsx';
import { raceSentence } from './sentence.ts';
import { TEXTS } from './texts.ts';

export function RaceResultsContent(props: ContentProps<RaceResults>): ReactNode {
  const { data, language, now, reload } = props;
  const { election, race, candidates, turnout } = data;
  const text = TEXTS[language];
  const sentence = raceSentence(data, language);
  return (
    <>
      <p className="way-back">
        <a href={addressOf('election-results', language, { election: election.id })}>
          {election.name[language]}
        </a>
      </p>
      <h1>{race.name[language]}</h1>
      <Standing contest={election} language={language} now={now} />
      <p className="lead verdict">{sentence}</p>
      {election.certified ? null : (
        <LiveLine {...{ language, now, reload, sentence }} timeZone={election.time_zone} />
      )}
      <Outcome data={data} language={language} />
      <Notices notices={election.notices} language={language} />
      <CandidateTexts candidates={candidates} language={language} />
      <section>
        <h2>{TURNOUT_TEXTS[language].title}</h2>
        <TurnoutFigures
          turnout={turnout}
          language={language}
          more={[
            { name: text.seats, value: formatCount(race.seats, language) },
            { name: text.standing, value: formatCount(candidates.length, language) },
          ]}
        />
        <TurnoutOverTime series={turnout} window={election} language={language} now={now} />
      </section>
      <Downloads
        downloads={raceDownloads(data, language)}
        isOpen={election.state === 'open'}
        language={language}
      />
    </>
  );
}

/** In a ranked race the count decides, so it comes before the first choices; elsewhere the votes come first. */
function Outcome({ data, language }: { readonly data: RaceResults; readonly language: Language }): ReactNode {
  const { election, race, candidates, result, tabulation, counts } = data;
  const isRanked = race.method === 'ranked_choice';
  const count = tabulation.kind === 'published' ? tabulation.body : undefined;
  const winners = (count?.winners ?? []).flatMap(
    (id) => count?.candidates.filter(({ candidate_id }) => candidate_id === id) ?? [],
  );
  const elected =
    count === undefined ? null : (
      <Elected winners={winners} acclaimed={count.acclaimed} candidates={candidates} language={language} />
    );
  const rounds =
    count === undefined ? null : (
      <RaceCount
        count={count}
        counts={counts.kind === 'published' ? counts.body : []}
        isRanked={isRanked}
        language={language}
      />
    );
  const votes =
    result.kind !== 'published' ? null : (
      <CandidateTable
        result={result.body}
        elected={count?.winners ?? []}
        takesBlankVotes={election.blank_votes === 'allowed'}
        language={language}
      />
    );
  const podium =
    result.kind !== 'published' || (isRanked && count !== undefined) ? null : (
      <Podium result={result.body} language={language} />
    );
  const none =
    result.kind === 'published' && count === undefined ? (
      <p className="soft">{COUNT_TEXTS[language].none}</p>
    ) : null;
  return isRanked ? (
    <>
      {elected}
      {podium}
      {rounds}
      {votes}
      {none}
    </>
  ) : (
    <>
      {elected}
      {podium}
      {votes}
      {rounds}
      {none}
    </>
  );
}
