import type { Table } from '../tables/table.ts';
import { MOST_XLSX_ROWS, xlsxFile } from '../tables/xlsx-file.ts';
import { workbookTables } from './workbook-tables.ts';

const table = (key: string, rows: number): Table => ({
  key,
  name: key,
  columns: [{ key: 'a', head: 'A' }],
  rows: Array.from({ length: rows }, () => [1]),
});

test('a workbook has all tables if their rows fit', () => {
  const tables = [table('election', 1), table('rounds', MOST_XLSX_ROWS - 2), table('transfers', 1)];
  expect(workbookTables(tables, 'fr')).toBe(tables);
});

test.each([
  ['fr', 'Feuilles omises', /CSV/],
  ['en', 'Sheets left out', /CSV/],
] as const)('a workbook without the rounds says where they are: %s', async (language, name, where) => {
  const tables = [table('election', 1), table('rounds', MOST_XLSX_ROWS), table('transfers', 9)];
  const fitting = workbookTables(tables, language);
  expect(fitting.map((one) => one.key)).toEqual(['election', 'left_out']);
  expect(fitting[1]?.name).toBe(name);
  expect(fitting[1]?.rows[0]?.[0]).toMatch(where);
  await expect(xlsxFile(fitting)).resolves.toBeInstanceOf(Uint8Array);
});
