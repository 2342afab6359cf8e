import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { CountDetails } from '../../results/count/count-details.tsx';
import { ruleSentence } from '../../results/count/rule-sentence.ts';
import { COUNT_TEXTS } from '../../results/count/texts.ts';
import type { LawResults } from './load.ts';

/** The count that officials published, explained in the sentences of the API. */
export function LawCount(props: { readonly data: LawResults; readonly language: Language }): ReactNode {
  const { data, language } = props;
  const { tabulation, counts } = data;
  const text = COUNT_TEXTS[language];
  if (tabulation.kind !== 'published') {
    return data.result.kind === 'published' ? <p className="soft">{text.none}</p> : null;
  }
  const { body } = tabulation;
  return (
    <section>
      <h2>{text.title}</h2>
      <p>{ruleSentence(body.rule_set, 1, language)}</p>
      {body.rounds.map((round) => (
        <ul key={round.number} className="sentences">
          {round.explanation[language].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ))}
      <CountDetails
        count={body}
        counts={counts.kind === 'published' ? counts.body : []}
        language={language}
      />
    </section>
  );
}
