import { CSV_BYTE_ORDER_MARK, CSV_LINE_END, csvLine } from '@scrutin/contracts/public';
import type { Cell, Table, TableColumn } from './table.ts';
import { cellText } from './table.ts';

type Rows = Table['rows'];

/** The media type of CSV (RFC 4180). */
export const CSV_MEDIA_TYPE = 'text/csv';

/** A table as a CSV file: the byte order mark, a line with the keys of the columns, and a line for each row. */
export function csvFile({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  return csvHead(columns) + csvLines(rows);
}

/** The same file in pieces, for rows that are read page by page and never all held. */
export async function* csvChunks(
  columns: readonly TableColumn[],
  pages: AsyncIterable<Rows>,
): AsyncGenerator<string, void> {
  let head = csvHead(columns);
  for await (const rows of pages) {
    yield head + csvLines(rows);
    head = '';
  }
  if (head !== '') yield head;
}

function csvHead(columns: readonly TableColumn[]): string {
  return `${CSV_BYTE_ORDER_MARK}${csvLine(columns.map(({ key }) => key))}${CSV_LINE_END}`;
}

function csvLines(rows: Rows): string {
  return rows.map((row) => `${rowLine(row)}${CSV_LINE_END}`).join('');
}

/** Texts can be formulas and are made harmless. Numbers cannot, and a negative one must stay a number. */
function rowLine(row: readonly Cell[]): string {
  return row.map((cell) => (typeof cell === 'string' ? csvLine([cell]) : cellText(cell))).join(',');
}
