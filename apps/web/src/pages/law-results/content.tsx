import type { ReactNode } from 'react';
import type { PublicLawResultBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import {
  formatClock,
  formatCount,
  formatDay,
  formatInstant,
  formatPercentage,
  Notice,
} from '@scrutin/web-ui';
import { Downloads } from '../../results/downloads.tsx';
import { lawSentence } from '../../results/law-sentence.ts';
import { LAW_TEXTS } from '../../results/law-texts.ts';
import { LiveLine } from '../../results/live/live-line.tsx';
import { Standing } from '../../results/standing.tsx';
import { TURNOUT_TEXTS } from '../../results/turnout/texts.ts';
import { TurnoutFigures } from '../../results/turnout/turnout-figures.tsx';
import { TurnoutOverTime } from '../../results/turnout/turnout-over-time.tsx';
import { votesInWords } from '../../results/votes-in-words.ts';
import { addressOf } from '../../site/addresses.ts';
import { Notices } from '../../site/notices.tsx';
import type { ContentProps } from '../../site/page.ts';
import { lawDownloads } from './downloads.ts';
import { LawCount } from './law-count.tsx';
import { LawTable } from './law-table.tsx';
import type { LawResults } from './load.ts';
import { TEXTS } from './texts.ts';

export function LawResultsContent(props: ContentProps<LawResults>): ReactNode {
  const { data, language, now, reload } = props;
  const { law, result, turnout } = data;
  const text = TEXTS[language];
  const sentence = sentenceOf(data, language);
  return (
    <>
      <p className="way-back">
        <a href={addressOf('results', language)}>{text.all}</a>
      </p>
      <h1>{law.title[language]}</h1>
      <Standing contest={law} language={language} now={now} />
      <p className="lead verdict">{sentence}</p>
      {law.certified ? null : <LiveLine {...{ language, now, reload, sentence }} timeZone={law.time_zone} />}
      {result.kind === 'published' ? (
        <LawTable result={result.body} language={language} takesBlankVotes={law.blank_votes === 'allowed'} />
      ) : null}
      {result.kind === 'published' ? <Terms result={result.body} language={language} /> : null}
      <Notices notices={law.notices} language={language} />
      <section>
        <h2>{TURNOUT_TEXTS[language].title}</h2>
        <TurnoutFigures turnout={turnout} language={language} />
        <TurnoutOverTime series={turnout} window={law} language={language} now={now} />
      </section>
      <LawCount data={data} language={language} />
      <Downloads downloads={lawDownloads(data, language)} isOpen={law.state === 'open'} language={language} />
    </>
  );
}

/** What stands first on the page, and what a screen reader says when it has changed. */
function sentenceOf({ law, result, turnout }: LawResults, language: Language): string {
  const text = LAW_TEXTS[language];
  if (result.kind === 'published') return lawSentence(result.body, turnout, language);
  if (result.kind === 'unavailable') return text.unavailable;
  if (law.state === 'not-open') return text.notOpen;
  const withheld = text.withheld(formatInstant(law.closes_at, law.time_zone, language));
  return turnout.percentage === null
    ? withheld
    : `${withheld} ${text.withheldTurnout(formatPercentage(turnout.percentage, language))}`;
}

/** The quorum, if there is one, and when the last vote was counted. */
function Terms(props: { readonly result: PublicLawResultBody; readonly language: Language }): ReactNode {
  const { result, language } = props;
  const text = TEXTS[language];
  const { quorum_required, total_votes, updated_at, time_zone } = result;
  const votes = votesInWords(total_votes, language);
  const required = formatCount(quorum_required, language);
  const isMet = total_votes >= quorum_required;
  return (
    <>
      {quorum_required === 0 ? null : (
        <Notice kind={isMet ? 'done' : 'attention'} title={text.quorum}>
          <p>{isMet ? text.quorumMet(votes, required) : text.quorumNotMet(votes, required)}</p>
        </Notice>
      )}
      {updated_at === null ? null : (
        <p className="soft">
          {text.updated(
            formatDay(updated_at, time_zone, language),
            formatClock(updated_at, time_zone, language),
          )}
        </p>
      )}
    </>
  );
}
