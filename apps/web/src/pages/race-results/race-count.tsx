import type { ReactNode } from 'react';
import type { PublishedCountsBody, RaceTabulationBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatInstant } from '@scrutin/web-ui';
import { CountDetails } from '../../results/count/count-details.tsx';
import { ruleSentence } from '../../results/count/rule-sentence.ts';
import { COUNT_TEXTS } from '../../results/count/texts.ts';
import { sentencesOf } from './rounds/round-panel.tsx';
import { Rounds } from './rounds/rounds.tsx';

/** The count that officials published: its rule, its rounds, the lots that decided ties, and what is on record of it. */
export function RaceCount(props: {
  readonly count: RaceTabulationBody;
  readonly counts: PublishedCountsBody;
  /** False if a ballot names one candidate: then there is one round, which the table of votes shows already. */
  readonly isRanked: boolean;
  readonly language: Language;
}): ReactNode {
  const { count, counts, isRanked, language } = props;
  const text = COUNT_TEXTS[language];
  return (
    <section>
      <h2>{text.title}</h2>
      <p>{ruleSentence(count.rule_set, count.seats, language)}</p>
      {isRanked ? (
        <Rounds count={count} language={language} />
      ) : (
        <Sentences count={count} language={language} />
      )}
      <Lots count={count} language={language} />
      <CountDetails count={count} counts={counts} language={language} />
    </section>
  );
}

function Sentences(props: { readonly count: RaceTabulationBody; readonly language: Language }): ReactNode {
  return props.count.rounds.map((round, index) => (
    <ul key={index} className="sentences">
      {sentencesOf(round, props.language).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  ));
}

function Lots(props: { readonly count: RaceTabulationBody; readonly language: Language }): ReactNode {
  const { count, language } = props;
  const text = COUNT_TEXTS[language];
  if (count.lots.length === 0) return null;
  const names = (ids: readonly string[]): string =>
    ids.map((id) => count.candidates.find(({ candidate_id }) => candidate_id === id)?.name ?? id).join(', ');
  return (
    <section>
      <h3>{text.lots}</h3>
      {count.lots.map((lot) => (
        <dl key={`${lot.recorded_at}${lot.drawn.join()}`} className="pairs">
          <dt>{text.lotFor[lot.purpose]}</dt>
          <dd>
            {text.lotTied(names(lot.tied))} {text.lotDrawn(names(lot.drawn))}
          </dd>
          <dt>{text.lotHow}</dt>
          <dd lang="">{lot.method}</dd>
          <dt>{text.lotBy}</dt>
          <dd lang="">{lot.drawn_by}</dd>
          <dt>{text.lotWitnesses}</dt>
          <dd lang="">{lot.witnesses}</dd>
          <dt>{text.lotAt}</dt>
          <dd>{formatInstant(lot.recorded_at, count.time_zone, language)}</dd>
        </dl>
      ))}
    </section>
  );
}
