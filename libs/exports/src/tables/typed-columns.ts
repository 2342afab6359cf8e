import type { LocalizedText } from '@scrutin/election';
import type { Cell, Table } from './table.ts';

type Language = keyof LocalizedText;

/** A column of rows of one kind: its key, its headings, and its cell of a row. */
export interface ColumnOf<Row> {
  readonly key: string;
  readonly fr: string;
  readonly en: string;
  readonly cell: (row: Row, language: Language) => Cell | null;
}

/** A table of rows of one kind, with its headings in a language. What is null is an empty cell. */
export function tableOf<Row>(
  key: string,
  name: LocalizedText,
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
  language: Language,
): Table {
  return {
    key,
    name: name[language],
    columns: columns.map((column) => ({ key: column.key, head: column[language] })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row, language) ?? undefined)),
  };
}

/**
 * All tables as one, for a file that has only one: the key of the table in the first column, then every column that one
 * of them has, in the order in which they first come. Cells of other tables are empty.
 */
export function joinedTable(tables: readonly Table[]): Pick<Table, 'columns' | 'rows'> {
  const columns = [
    ...new Map(tables.flatMap((table) => table.columns.map((column) => [column.key, column]))).values(),
  ];
  return {
    columns: [{ key: 'table', head: 'table' }, ...columns],
    rows: tables.flatMap((table) => {
      const places = columns.map(({ key }) => table.columns.findIndex((column) => column.key === key));
      return table.rows.map((row) => [table.key, ...places.map((place) => row[place])]);
    }),
  };
}
