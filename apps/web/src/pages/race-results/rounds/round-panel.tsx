import type { ReactNode } from 'react';
import type { TabulationRoundBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { Bar, formatCount, formatVotes } from '@scrutin/web-ui';
import { PartyName } from '../../../results/party-name.tsx';
import type { RaceCount, RoundRow } from './shown-round.ts';
import { receivedByNobody, rowsOf, scaleOf } from './shown-round.ts';
import { ROUND_TEXTS } from './texts.ts';

type InactiveCause = keyof TabulationRoundBody['inactive'];

/** One round: its sentences, the votes of the candidates with the line of the threshold, and where votes go. */
export function RoundPanel(props: {
  readonly count: RaceCount;
  readonly index: number;
  readonly title: string;
  readonly language: Language;
}): ReactNode {
  const { count, index, title, language } = props;
  const text = ROUND_TEXTS[language];
  const round = count.rounds[index];
  if (round === undefined) return null;
  const scale = scaleOf(count);
  const percent = (votes: string): number => (Number(votes) / scale) * 100;
  const mark = round.threshold === undefined ? undefined : percent(round.threshold);
  return (
    <>
      <h4>{title}</h4>
      <ul className="sentences">
        {sentencesOf(round, language).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <table className="bar-table">
        <caption className="visually-hidden">{text.caption(title)}</caption>
        <thead>
          <tr>
            <th scope="col">{text.candidate}</th>
            <th scope="col" className="number">
              {text.votes}
            </th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(count, index).map((row) => (
            <tr key={row.candidate.candidate_id}>
              <th scope="row">
                <CandidateOfRound row={row} language={language} />
                <Bar
                  percentage={percent(row.votes)}
                  color={row.candidate.party_color ?? undefined}
                  mark={mark}
                />
                {row.received.map(({ from, votes }) => (
                  <span key={from} className="received">
                    {text.received(formatVotes(votes, language), from)}
                  </span>
                ))}
              </th>
              <td className="number">{formatVotes(row.votes, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Inactive count={count} round={round} language={language} />
          <tr>
            <th scope="row">{text.ballots}</th>
            <td className="number">{formatCount(count.ballots, language)}</td>
          </tr>
        </tfoot>
      </table>
      {round.threshold === undefined ? null : (
        <p className="soft">{text.threshold(formatVotes(round.threshold, language))}</p>
      )}
    </>
  );
}

/** The explanation without its first sentence, which is the number of the round. */
export function sentencesOf(round: TabulationRoundBody, language: Language): readonly string[] {
  return round.explanation[language].slice(1);
}

function CandidateOfRound({
  row,
  language,
}: {
  readonly row: RoundRow;
  readonly language: Language;
}): ReactNode {
  const text = ROUND_TEXTS[language];
  const { candidate, fate } = row;
  return (
    <>
      <strong>{candidate.name}</strong>
      {fate === 'elected' ? <span className="mark-done"> ✓ {text.elected}</span> : null}
      {fate === 'holds' ? <span className="mark-done"> ✓ {text.holds}</span> : null}
      {fate === 'eliminated' ? <span className="mark-error"> × {text.eliminated}</span> : null}
      <br />
      <PartyName party={candidate} language={language} />
    </>
  );
}

/** Ballots that count for nobody, by cause, and those that will. */
function Inactive(props: {
  readonly count: RaceCount;
  readonly round: TabulationRoundBody;
  readonly language: Language;
}): ReactNode {
  const { count, round, language } = props;
  const text = ROUND_TEXTS[language];
  const causes = (Object.keys(text.causes) as InactiveCause[]).filter(
    (cause) => Number(round.inactive[cause]) !== 0,
  );
  const { exhausted, residual } = receivedByNobody(count, round);
  const later = [
    ...exhausted.map((received) => ({ ...received, what: text.nobody })),
    ...residual.map((received) => ({ ...received, what: text.residual })),
  ];
  return (
    <>
      {causes.map((cause) => (
        <tr key={cause} className="minor">
          <th scope="row">{text.causes[cause]}</th>
          <td className="number">{formatVotes(round.inactive[cause], language)}</td>
        </tr>
      ))}
      {later.length === 0 ? null : (
        <tr className="minor">
          <th scope="row">
            {later.map(({ what, from, votes }) => (
              <span key={`${what}${from}`} className="received">
                {text.nowhere(what, formatVotes(votes, language), from)}
              </span>
            ))}
          </th>
          <td />
        </tr>
      )}
    </>
  );
}
