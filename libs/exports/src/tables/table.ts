/**
 * What a cell of a table may hold. `exact` is a decimal number as text, such as `744.00000`: nothing of it is rounded.
 * Undefined is an empty cell.
 */
export type Cell = string | number | bigint | boolean | { readonly exact: string } | undefined;

/** A column of a table: its name for programs, and its heading for people. */
export interface TableColumn {
  /** In `snake_case`, and the same in every language. */
  readonly key: string;
  readonly head: string;
}

/** A table, before it is written as CSV or XLSX. Every row has one cell for each column. */
export interface Table {
  /** In `snake_case`, and the same in every language. */
  readonly key: string;
  /** For people: the name of its sheet in a workbook. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A cell as text: numbers with all their digits and a decimal point, an empty text for an empty cell. */
export function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  return typeof cell === 'object' ? cell.exact : String(cell);
}
