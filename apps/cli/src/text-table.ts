import stringWidth from 'string-width';
import { visibleControls } from '@scrutin/election';
import { isolated } from '@scrutin/tabulation';
import { wrapped } from './wrap-text.ts';

/** A cell. A number is written with separators between its thousands. */
export type Cell = string | number;

export interface TextTable {
  /** The names of the columns. Without them the table has only rows. */
  readonly head?: readonly string[];
  /** The columns whose cells stand at the right, by index: those of figures. */
  readonly right?: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A column is not made narrower than this for a terminal. */
const NARROWEST = 8;

/**
 * A table for people. Its borders stay in line whatever the names are: widths are those of a terminal (two columns for
 * a Chinese character or an emoji, none for accents and direction marks), control characters are written as escapes,
 * and names written from right to left are put between isolates, so that they do not reorder the figures beside them.
 *
 * @param columns the width of the terminal: wider cells are wrapped until the table fits. By default it is the width
 * of standard output; undefined means no limit, as for a file or a pipe
 */
export function textTable(
  { head, right = [], rows }: TextTable,
  columns: number | undefined = process.stdout.columns,
): string {
  const cells = [...(head === undefined ? [] : [head]), ...rows].map((row) => row.map(shown));
  const widths = narrowed(naturalWidths(cells), columns);
  const rule = (left: string, cross: string, end: string): string =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(cross) + end;
  const lines = cells.map((row) => rowLines(row, widths, right).join('\n'));
  return [rule('┌', '┬', '┐'), lines.join(`\n${rule('├', '┼', '┤')}\n`), rule('└', '┴', '┘')].join('\n');
}

/** A table with one record: the names of its fields at the left, their values at the right. */
export function recordTable(fields: readonly (readonly [name: string, value: Cell])[]): string {
  return textTable({ rows: fields });
}

function shown(cell: Cell): string {
  return typeof cell === 'number'
    ? cell.toLocaleString('en-CA')
    : visibleControls(cell).replaceAll('\t', ' ').split(/\r?\n/).map(isolated).join('\n');
}

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      const width = Math.max(...cell.split('\n').map((line) => stringWidth(line)));
      widths[index] = Math.max(widths[index] ?? 0, width);
    }
  }
  return widths;
}

/** Takes from the widest column, one at a time, until the table is at most `columns` wide. */
function narrowed(widths: readonly number[], columns = Infinity): readonly number[] {
  const result = [...widths];
  const borders = 3 * widths.length + 1;
  let excess = result.reduce((sum, width) => sum + width, borders) - columns;
  while (excess > 0) {
    const widest = Math.max(...result);
    if (widest <= NARROWEST) return result;
    result[result.lastIndexOf(widest)] = widest - 1;
    excess -= 1;
  }
  return result;
}

function rowLines(
  row: readonly string[],
  widths: readonly number[],
  right: readonly number[],
): readonly string[] {
  const cells = widths.map((width, index) => wrapped(row[index] ?? '', width));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const padded = cells.map((lines, index) => {
      const text = lines[line] ?? '';
      const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - stringWidth(text)));
      return right.includes(index) ? space + text : text + space;
    });
    return `│ ${padded.join(' │ ')} │`;
  });
}
