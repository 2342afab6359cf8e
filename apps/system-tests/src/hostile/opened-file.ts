import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { openWorkbook } from '@scrutin/testkit/without-services';
import { pagesOfPdf } from '../pdf-text.ts';

/** A file as a program for its format reads it. */
export interface OpenedFile {
  readonly name: string;
  readonly kind: 'csv' | 'xlsx' | 'pdf' | 'json' | 'blt' | 'text';
  /** Every text in it: the cells of tables, the texts of JSON, what is drawn on the pages. */
  readonly texts: readonly string[];
  /** The rows of tables; empty for other files. */
  readonly rows: readonly (readonly string[])[];
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const KINDS: Readonly<Record<string, OpenedFile['kind']>> = {
  'text/csv; charset=utf-8': 'csv',
  [XLSX]: 'xlsx',
  'application/pdf': 'pdf',
  'application/json; charset=utf-8': 'json',
  'text/plain; charset=utf-8': 'text',
};
const ENDINGS: Readonly<Record<OpenedFile['kind'], string>> = {
  csv: '.csv',
  xlsx: '.xlsx',
  pdf: '.pdf',
  json: '.json',
  blt: '.blt',
  text: '.txt',
};

/** The answer to the request for a file. */
interface Answer {
  readonly address: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Uint8Array;
}

/**
 * Opens a file that an API sent, as a browser would save it.
 *
 * @param folder for files that a reader wants on the disk
 * @throws Error if it has no name, another type than its name says, or if a reader of its type cannot open it
 */
export async function openFile(folder: string, { address, headers, bytes }: Answer): Promise<OpenedFile> {
  const disposition = headers['content-disposition'] ?? '';
  const [, name = ''] = /filename="?([^";]+)"?/.exec(disposition) ?? [];
  const type = headers['content-type'] ?? '';
  const kind = name.endsWith('.blt') ? 'blt' : KINDS[type];
  if (kind === undefined) throw new Error(`${address} is sent as ${type}.`);
  if (headers['x-content-type-options'] !== 'nosniff') throw new Error(`${address} may be taken for a page.`);
  const isShown = kind === 'json' || kind === 'text';
  if (!isShown && !disposition.startsWith('attachment')) throw new Error(`${address} is no attachment.`);
  if (name !== '' && (!name.endsWith(ENDINGS[kind]) || !/^[A-Za-z0-9._-]+$/.test(name)))
    throw new Error(`${address} is named ${name}, and sent as ${type}.`);
  const text = new TextDecoder('utf-8', { fatal: kind !== 'pdf' && kind !== 'xlsx' });
  switch (kind) {
    case 'csv': {
      const rows: string[][] = parse(text.decode(bytes), { bom: true, relax_column_count: true });
      return { name, kind, rows, texts: cellTexts(rows) };
    }
    case 'xlsx': {
      const rows = openWorkbook(bytes).flatMap((sheet) =>
        sheet.rows.map((row) => row.map((cell) => cell?.text ?? '')),
      );
      return { name, kind, rows, texts: cellTexts(rows) };
    }
    case 'pdf': {
      const file = path.join(folder, `${Date.now()}-${name}`);
      await writeFile(file, bytes);
      return { name, kind, rows: [], texts: (await pagesOfPdf(file)).map((page) => page.join('\n')) };
    }
    case 'json':
      return { name, kind, rows: [], texts: textsOf(JSON.parse(text.decode(bytes))) };
    case 'blt':
      // A quote within a name is written with a backslash.
      return { name, kind, rows: [], texts: [text.decode(bytes).replaceAll(String.raw`\"`, '"')] };
    case 'text':
      return { name, kind, rows: [], texts: [text.decode(bytes)] };
  }
}

/** The cells that a spreadsheet would take for a formula: all but numbers. */
export function formulasIn({ rows, kind }: OpenedFile): string[] {
  if (kind !== 'csv') return [];
  return rows.flat().filter((cell) => /^[\s"']*[=+@-]/.test(cell) && !/^(?:'|-?\d+(?:\.\d+)?$)/.test(cell));
}

/** The texts of the cells; those of a record are within the JSON of its cell. */
function cellTexts(rows: readonly (readonly string[])[]): string[] {
  return rows.flat().flatMap((cell) => {
    if (!cell.startsWith('{')) return [cell];
    try {
      return textsOf(JSON.parse(cell));
    } catch {
      return [cell];
    }
  });
}

function textsOf(json: unknown): string[] {
  if (typeof json === 'string' || typeof json === 'number') return [String(json)];
  if (typeof json !== 'object' || json === null) return [];
  return Object.values(json).flatMap(textsOf);
}
