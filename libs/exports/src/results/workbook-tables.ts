import type { LocalizedText } from '@scrutin/election';
import type { Table } from '../tables/table.ts';
import { MOST_XLSX_ROWS } from '../tables/xlsx-file.ts';

const OF_ROUNDS = new Set(['rounds', 'transfers']);

const LEFT_OUT = {
  fr: {
    name: 'Feuilles omises',
    head: 'Omis',
    text: `Un classeur compte au plus ${MOST_XLSX_ROWS} lignes. Les tours et les transferts sont dans le fichier CSV et dans le fichier JSON.`,
  },
  en: {
    name: 'Sheets left out',
    head: 'Left out',
    text: `A workbook has at most ${MOST_XLSX_ROWS} rows. The rounds and the transfers are in the CSV file and in the JSON file.`,
  },
} as const;

/**
 * The tables that fit into a workbook: all of them, or, of an election with very many rounds, all but those of the rounds,
 * with a sheet that says so.
 */
export function workbookTables(tables: readonly Table[], language: keyof LocalizedText): readonly Table[] {
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  if (rows <= MOST_XLSX_ROWS) return tables;
  const { name, head, text } = LEFT_OUT[language];
  return [
    ...tables.filter(({ key }) => !OF_ROUNDS.has(key)),
    { key: 'left_out', name, columns: [{ key: 'left_out', head }], rows: [[text]] },
  ];
}
