import type { Cell, TableColumn } from '@scrutin/exports';
import { CSV_MEDIA_TYPE, csvChunks, MOST_XLSX_ROWS, XLSX_MEDIA_TYPE, xlsxFile } from '@scrutin/exports';
import type { FileAnswer, ProblemAnswer } from '@scrutin/http-edge';
import { refused } from './answer.ts';
import { OneAtATime } from './one-at-a-time.ts';

/** A list that is read page by page. */
export interface PagedTable {
  /** In `snake_case`; the name of the file. */
  readonly key: string;
  /** The name of the sheet. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly pages: () => AsyncGenerator<readonly (readonly Cell[])[], void>;
}

const WAITING = 4;
const RETRY_AFTER_S = 5;

/** Lists as files. A workbook is made in memory and takes up to a second, so this makes one at a time. */
export class TableFiles {
  readonly #turns = new OneAtATime(WAITING);

  /** A list as CSV, of any length: it is read while it is sent. */
  csv({ key, columns, pages }: PagedTable): FileAnswer {
    return {
      kind: 'file',
      mediaType: CSV_MEDIA_TYPE,
      name: `${key}.csv`,
      chunks: csvChunks(columns, pages()),
    };
  }

  /** A list as a workbook. It is refused if it is too long for one, or if too many workbooks are being made. */
  async workbook(table: PagedTable): Promise<FileAnswer | ProblemAnswer> {
    const made = await this.#turns.run(() => workbookOf(table));
    if (made === undefined) return { kind: 'problem', type: 'overloaded', retryAfterS: RETRY_AFTER_S };
    if (made === 'too-long') return TOO_LONG;
    return { kind: 'file', mediaType: XLSX_MEDIA_TYPE, name: `${table.key}.xlsx`, chunks: oneChunk(made) };
  }
}

async function workbookOf({ pages, ...table }: PagedTable): Promise<Uint8Array | 'too-long'> {
  const rows: (readonly Cell[])[] = [];
  for await (const page of pages()) {
    rows.push(...page);
    if (rows.length > MOST_XLSX_ROWS) return 'too-long';
  }
  return xlsxFile([{ ...table, rows }]);
}

const TOO_LONG = refused({
  kind: 'invalid',
  text: {
    fr: `Un classeur compte au plus ${MOST_XLSX_ROWS} lignes : restreignez la liste, ou demandez format=csv.`,
    en: `A workbook has at most ${MOST_XLSX_ROWS} rows: ask for a part of the list, or for format=csv.`,
  },
});

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(bytes);
}
