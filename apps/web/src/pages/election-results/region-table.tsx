import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { Bar, formatCount, formatPercentage } from '@scrutin/web-ui';
import { addressOf } from '../../site/addresses.ts';
import type { ElectionResults } from './load.ts';
import type { RegionOrder, RegionRow, SortKey } from './sorted-regions.ts';
import { orderOf, pageNumber, regionRows, ROWS_PER_PAGE, SORT_KEYS } from './sorted-regions.ts';
import { TEXTS } from './texts.ts';

interface TableProps {
  readonly data: ElectionResults;
  readonly query: Readonly<Record<string, string>>;
  readonly language: Language;
}

/**
 * The turnout by region. Sorting and paging are links, so they work without scripts and can be sent to others. The roles are
 * written out because the rows are grids on phones, and a browser would then forget that they are rows.
 */
export function RegionTable({ data, query, language }: TableProps): ReactNode {
  const text = TEXTS[language];
  const order = orderOf(query);
  const rows = regionRows(data, order, language);
  const pages = Math.ceil(rows.length / ROWS_PER_PAGE);
  const page = pageNumber(query, pages);
  const election = data.election.id;
  const address = (changed: Readonly<Record<string, string>>): string =>
    `${addressOf('election-results', language, { election }, { ...query, ...changed })}#regions`;
  return (
    <>
      <p className="soft not-printed">{text.sortedBy}</p>
      <table role="table" className="bar-table region-table">
        <caption className="visually-hidden">{text.regions}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {SORT_KEYS.map((key) => (
              <SortHeading key={key} column={key} order={order} language={language} address={address} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE).map((row) => (
            <tr key={row.id} role="row">
              <th scope="row" role="rowheader">
                <a href={addressOf('race-results', language, { election, region: row.id })}>{row.name}</a>
                <Elected row={row} language={language} />
                {row.percentage === null ? null : <Bar percentage={row.percentage} />}
              </th>
              <td role="cell" className="number">
                {row.registered === null ? text.unknown : formatCount(row.registered, language)}
              </td>
              <td role="cell" className="number">
                {formatCount(row.voters, language)}
              </td>
              <td role="cell" className="number">
                {row.percentage === null ? '–' : formatPercentage(row.percentage, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {pages < 2 ? null : (
        <nav className="link-row pages-row not-printed" aria-label={text.pages}>
          {page > 1 ? <a href={address({ page: String(page - 1) })}>{text.previous}</a> : null}
          <span>{text.page(page, pages)}</span>
          {page < pages ? <a href={address({ page: String(page + 1) })}>{text.next}</a> : null}
        </nav>
      )}
    </>
  );
}

function SortHeading(props: {
  readonly column: SortKey;
  readonly order: RegionOrder;
  readonly language: Language;
  readonly address: (changed: Readonly<Record<string, string>>) => string;
}): ReactNode {
  const { column, order, language, address } = props;
  const text = TEXTS[language];
  const isSorted = order.key === column;
  // A number is first sorted from the largest, a name from its beginning; a second click turns the order round.
  const willDescend = isSorted ? !order.isDescending : column !== 'region';
  const name = text[column];
  const label = willDescend ? text.sortDescending(name) : text.sortAscending(name);
  const sort = { 'aria-sort': order.isDescending ? 'descending' : 'ascending' } as const;
  return (
    <th
      scope="col"
      role="columnheader"
      className={column === 'region' ? undefined : 'number'}
      {...(isSorted ? sort : {})}
    >
      <a href={address({ sort: willDescend ? `-${column}` : column, page: '1' })} title={label}>
        {name}
        {isSorted ? (
          <span>
            {' '}
            <span aria-hidden="true">{order.isDescending ? '↓' : '↑'}</span>
            <span className="visually-hidden">{order.isDescending ? text.descending : text.ascending}</span>
          </span>
        ) : null}
      </a>
    </th>
  );
}

function Elected({ row, language }: { readonly row: RegionRow; readonly language: Language }): ReactNode {
  const text = TEXTS[language];
  if (row.elected === null) return null;
  const vacant = row.vacantSeats === 0 ? [] : [text.vacant(row.vacantSeats)];
  return (
    <span className="received">
      ✓ {text.elected(row.elected.length, [...row.elected, ...vacant].join(', '))}
    </span>
  );
}
