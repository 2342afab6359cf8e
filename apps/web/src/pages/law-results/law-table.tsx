import type { ReactNode } from 'react';
import type { PublicLawResultBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { Bar, formatCount, formatPercentage } from '@scrutin/web-ui';
import { thresholdInWords } from '../../results/law-sentence.ts';
import { LAW_TEXTS } from '../../results/law-texts.ts';
import { TEXTS } from './texts.ts';

const HALF = 50;

/** Oui, non and blank votes: a table whose bars have the line of the threshold. */
export function LawTable(props: {
  readonly result: PublicLawResultBody;
  readonly language: Language;
  readonly takesBlankVotes: boolean;
}): ReactNode {
  const { result, language, takesBlankVotes } = props;
  const text = TEXTS[language];
  const isOfCast = result.threshold_base === 'cast';
  const mark = result.threshold_percentage ?? HALF;
  const rows = [
    { choice: 'oui', count: result.oui_count, share: result.oui_percentage },
    { choice: 'non', count: result.non_count, share: result.non_percentage },
    ...(takesBlankVotes || result.blank_count > 0
      ? [
          {
            choice: 'blank',
            count: result.blank_count,
            share: isOfCast ? result.blank_percentage : null,
          } as const,
        ]
      : []),
  ] as const;
  return (
    <>
      <table className="bar-table law-table">
        <caption className="visually-hidden">{text.votes}</caption>
        <thead>
          <tr>
            <th scope="col">{text.choice}</th>
            <th scope="col" className="number">
              {text.count}
            </th>
            <th scope="col" className="number">
              {text.share}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ choice, count, share }) => (
            <tr key={choice}>
              <th scope="row">
                {LAW_TEXTS[language][choice]}
                {share === null ? null : (
                  <Bar percentage={share} meaning={choice} {...(choice === 'oui' ? { mark } : {})} />
                )}
              </th>
              <td className="number">{formatCount(count, language)}</td>
              <td className="number">{share === null ? '–' : formatPercentage(share, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.total}</th>
            <td className="number">{formatCount(result.total_votes, language)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      <p className="soft">
        {text.mark(thresholdInWords(result, language))} {isOfCast ? text.ofCast : text.ofValid}
      </p>
    </>
  );
}
