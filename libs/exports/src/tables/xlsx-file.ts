import writeXlsxFile from 'write-excel-file/node';
import { sheetNames } from './sheet-names.ts';
import type { Cell, Table } from './table.ts';
import { cellText } from './table.ts';
import { xlsxText } from './xlsx-text.ts';
import { withoutTimes } from './zip-times.ts';

/** The media type of a workbook (ISO/IEC 29500). */
export const XLSX_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The most rows that one workbook may have, over all its tables. A workbook is made in memory, and a list as long as
 * this is better read as CSV. See docs/PERFORMANCE.md for what it costs.
 */
export const MOST_XLSX_ROWS = 50_000;

/** A number with more digits is changed by a spreadsheet, which keeps numbers as IEEE 754 doubles. */
const EXACT_DIGITS = 15;

const HEAD = { fontWeight: 'bold', backgroundColor: '#E8E8E8', wrap: true, alignVertical: 'top' } as const;

/**
 * Tables as a workbook, each on a sheet of its own whose first row stays in sight. A cell is never a formula: texts are
 * texts, whatever they begin with. A number that a spreadsheet could not hold exactly is a text too. The same tables are
 * the same file byte for byte.
 *
 * @throws RangeError if there is no table, or the tables have more than {@link MOST_XLSX_ROWS} rows together
 */
export async function xlsxFile(tables: readonly Table[]): Promise<Uint8Array> {
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  if (tables.length === 0 || rows > MOST_XLSX_ROWS) {
    throw new RangeError(
      `a workbook has 1 to ${MOST_XLSX_ROWS} rows, not ${rows} in ${tables.length} tables`,
    );
  }
  const names = sheetNames(tables.map(({ name }) => name));
  const file = await writeXlsxFile(
    tables.map((table, index) => ({
      sheet: names[index] ?? table.key,
      stickyRowsCount: 1,
      columns: widthsOf(table).map((width) => ({ width })),
      data: [
        table.columns.map(({ head }) => ({ ...HEAD, type: String, value: xlsxText(head) })),
        ...table.rows.map((row) => row.map(xlsxCell)),
      ],
    })),
  ).toBuffer();
  return withoutTimes(file);
}

/** A cell with its type written out, so that nothing is guessed from the value. */
function xlsxCell(cell: Cell) {
  if (cell === undefined || cell === '') return null;
  if (typeof cell === 'boolean') return { type: Boolean, value: cell };
  if (typeof cell === 'string') return { type: String, value: xlsxText(cell) };
  const digits = cellText(cell);
  const value = Number(digits);
  if (!Number.isFinite(value) || digits.replaceAll(/\D/g, '').replace(/^0+/, '').length > EXACT_DIGITS) {
    return { type: String, value: xlsxText(digits) };
  }
  const decimals = /\.(\d+)$/.exec(digits)?.[1]?.length ?? 0;
  return decimals === 0
    ? { type: Number, value, format: '0' }
    : { type: Number, value, format: `0.${'0'.repeat(decimals)}` };
}

const NARROWEST = 9;
const WIDEST = 48;
const LOOKED_AT = 200;

/** Wide enough for the texts of the first rows, in characters. */
function widthsOf({ columns, rows }: Table): readonly number[] {
  const looked = rows.slice(0, LOOKED_AT);
  return columns.map(({ head }, index) => {
    const lengths = looked.map((row) => cellText(row[index]).length + 2);
    return Math.min(WIDEST, Math.max(NARROWEST, Math.min(head.length, 18) + 2, ...lengths));
  });
}
