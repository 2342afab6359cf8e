import type { ReactNode } from 'react';
import type { ElectionResultBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { Bar, formatCount, formatPercentage, texts } from '@scrutin/web-ui';
import { PartyName } from './party-name.tsx';

const TEXTS = texts({
  fr: {
    party: 'Parti',
    seats: 'Sièges',
    leading: 'En tête',
    votes: 'Voix',
    independents: 'Sans parti',
    blank: 'Votes blancs',
    total: 'Total des votes',
    means:
      'Sièges : attribués par les dépouillements publiés. En tête : sièges pas encore attribués pour lesquels le parti est en tête. Les parts sont des pourcentages des voix données aux candidatures ; dans les circonscriptions où l’on classe les candidatures, ce sont les premiers choix.',
  },
  en: {
    party: 'Party',
    seats: 'Seats',
    leading: 'Ahead',
    votes: 'Votes',
    independents: 'No party',
    blank: 'Blank votes',
    total: 'All votes',
    means:
      'Seats: filled by published counts. Ahead: seats not yet filled for which the party leads. The shares are percentages of the votes for candidates; in ranked races, of the first choices.',
  },
});

type Totals = Pick<ElectionResultBody, 'parties' | 'independents' | 'blank_count' | 'total_votes'>;

/** Seats and votes by party, with a bar for the share of the votes. */
export function PartyTable(props: {
  readonly result: Totals;
  readonly caption: string;
  readonly language: Language;
}): ReactNode {
  const { result, caption, language } = props;
  const text = TEXTS[language];
  const { parties, independents, blank_count, total_votes } = result;
  const rows = [
    ...parties.map((party) => ({ ...party, key: party.party_code })),
    ...(independents.votes + independents.seats + independents.leading > 0
      ? [{ ...independents, key: '', name: null, color: null }]
      : []),
  ];
  const hasLeading = rows.some(({ leading }) => leading > 0);
  return (
    <>
      <table className="bar-table party-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.party}</th>
            <th scope="col" className="number">
              {text.seats}
            </th>
            {hasLeading ? (
              <th scope="col" className="number">
                {text.leading}
              </th>
            ) : null}
            <th scope="col" className="number">
              {text.votes}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, color, seats, leading, votes, percentage }) => (
            <tr key={key}>
              <th scope="row">
                <PartyName party={{ party_name: name, party_color: color }} language={language} />
                <Bar percentage={percentage} color={color ?? undefined} />
              </th>
              <td className="number">
                <strong>{formatCount(seats, language)}</strong>
              </td>
              {hasLeading ? <td className="number">{formatCount(leading, language)}</td> : null}
              <td className="number">
                {formatCount(votes, language)}
                <br />
                <span className="soft">{formatPercentage(percentage, language)}</span>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {blank_count === 0 ? null : (
            <tr className="minor">
              <th scope="row" colSpan={hasLeading ? 3 : 2}>
                {text.blank}
              </th>
              <td className="number">{formatCount(blank_count, language)}</td>
            </tr>
          )}
          <tr>
            <th scope="row" colSpan={hasLeading ? 3 : 2}>
              {text.total}
            </th>
            <td className="number">{formatCount(total_votes, language)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="soft">{text.means}</p>
    </>
  );
}
