import type { ReactNode } from 'react';
import type { RaceResultBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { Bar, Doughnut, formatClock, formatCount, formatDay, formatPercentage } from '@scrutin/web-ui';
import { PartyName } from '../../results/party-name.tsx';
import { TEXTS } from './texts.ts';

/** The votes of every candidate as a table with bars, beside the same as a ring whose parts have the numbers of the rows. */
export function CandidateTable(props: {
  readonly result: RaceResultBody;
  readonly elected: readonly string[];
  readonly takesBlankVotes: boolean;
  readonly language: Language;
}): ReactNode {
  const { result, elected, takesBlankVotes, language } = props;
  const text = TEXTS[language];
  const { candidates, blank_count, total_votes, updated_at, time_zone } = result;
  const isFirstChoices = result.counts === 'first-preferences';
  const title = isFirstChoices ? text.firstChoices : text.candidates;
  return (
    <section>
      <h2>{title}</h2>
      {isFirstChoices ? <p>{text.firstChoicesMean}</p> : null}
      <div className="beside">
        <table className="bar-table">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{text.number}</th>
              <th scope="col">{text.candidate}</th>
              <th scope="col" className="number">
                {text.votes}
              </th>
              <th scope="col" className="number">
                {text.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((candidate, i) => (
              <tr key={candidate.candidate_id}>
                <td>{i + 1}</td>
                <th scope="row">
                  <strong>{candidate.name}</strong>
                  {elected.includes(candidate.candidate_id) ? (
                    <span className="mark-done"> ✓ {text.elected}</span>
                  ) : null}
                  {candidate.withdrawn ? <span className="soft"> – {text.withdrawn}</span> : null}
                  <br />
                  <PartyName party={candidate} language={language} />
                  <Bar percentage={candidate.percentage} color={candidate.party_color ?? undefined} />
                </th>
                <td className="number">{formatCount(candidate.votes, language)}</td>
                <td className="number">{formatPercentage(candidate.percentage, language)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {takesBlankVotes || blank_count > 0 ? (
              <tr>
                <td />
                <th scope="row">{text.blank}</th>
                <td className="number">{formatCount(blank_count, language)}</td>
                <td />
              </tr>
            ) : null}
            <tr>
              <td />
              <th scope="row">{text.total}</th>
              <td className="number">{formatCount(total_votes, language)}</td>
              <td />
            </tr>
          </tfoot>
        </table>
        <Doughnut
          parts={candidates.map(({ percentage, party_color }, i) => ({
            label: String(i + 1),
            percentage,
            color: party_color ?? undefined,
          }))}
        />
      </div>
      <p className="soft">
        {text.ofVotes}{' '}
        {updated_at === null
          ? null
          : text.updated(
              formatDay(updated_at, time_zone, language),
              formatClock(updated_at, time_zone, language),
            )}
      </p>
    </section>
  );
}
