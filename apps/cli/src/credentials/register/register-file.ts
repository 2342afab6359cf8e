import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { RegisterFields, RegisterProblem } from '@scrutin/credentials';
import { LocalizedRefusal } from '../../language.ts';
import type { ColumnNames, ColumnPlaces } from './register-columns.ts';
import { columnsOf } from './register-columns.ts';
import type { RegisterEncoding } from './register-text.ts';
import { encodingOf, headOf, textOf, unreadableNames } from './register-text.ts';

export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type DelimiterName = keyof typeof DELIMITERS;

export interface RegisterSource {
  readonly file: string;
  readonly delimiter: DelimiterName | 'auto';
  readonly columns: ColumnNames;
  readonly withRegion: boolean;
}

/** A line of the register: the fields that are used, or what keeps them from being read. */
type RegisterRow =
  | { readonly line: number; readonly fields: RegisterFields }
  | { readonly line: number; readonly problem: RegisterProblem };

/** A register whose first line has been read. */
export interface RegisterFile {
  readonly places: ColumnPlaces;
  readonly encoding: RegisterEncoding;
  readonly delimiter: string;
  /**
   * Reads all lines after the column names, in their order, one at a time. Empty lines are passed over. After a line
   * whose quotes are wrong no other line can be told apart, so it is the last.
   *
   * @returns the SHA-256 of the file, as 64 hexadecimal digits
   */
  read(onRow: (row: RegisterRow) => void, onBytes: (more: number) => void): Promise<string>;
}

/**
 * Opens a register: a CSV file (RFC 4180) whose first line names the columns, in UTF-8 or UTF-16, as spreadsheets write
 * it. Columns are separated by commas, semicolons or tabs. A line `sep=;` before the column names says by which.
 *
 * @throws LocalizedRefusal if it cannot be read, if its first line is not in the encoding, or if it lacks a column
 */
export async function openRegister(source: RegisterSource): Promise<RegisterFile> {
  const head = await headOf(source.file);
  const encoding = encodingOf(head);
  const text = new TextDecoder(encoding).decode(head);
  const announced = /^sep=(.)(?:\r\n|\r|\n)/i.exec(text);
  const afterAnnouncement = announced === null ? text : text.slice(announced[0].length);
  const delimiter =
    source.delimiter === 'auto'
      ? (announced?.[1] ?? delimiterOf(afterAnnouncement))
      : DELIMITERS[source.delimiter];
  const header = await headerOf(afterAnnouncement, delimiter);
  if (header.some((name) => name.includes('\ufffd'))) throw unreadableNames(head, encoding);
  const places = columnsOf(header, source.columns, source.withRegion);
  const skipped = announced?.[0].length ?? 0;
  return {
    places,
    encoding,
    delimiter,
    async read(onRow, onBytes) {
      const sum = createHash('sha256');
      const pieces = without(textOf(source.file, encoding, sum, onBytes), skipped);
      await eachRecord(pieces, delimiter, places, skipped > 0 ? 1 : 0, onRow);
      return sum.digest('hex');
    },
  };
}

/** The separator that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const firstLine = /^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text)?.[0].replaceAll(/"(?:[^"]|"")*"/g, '') ?? '';
  const counted = Object.values(DELIMITERS).map((each) => ({ each, times: firstLine.split(each).length }));
  return counted.reduce((most, next) => (next.times > most.times ? next : most)).each;
}

const PARSING = {
  bom: false,
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  // A quote that is never closed would otherwise read the rest of the file into memory.
  max_record_size: 20_000,
} as const;

async function headerOf(text: string, delimiter: string): Promise<readonly string[]> {
  let header: readonly string[] | undefined;
  const parser = parse({
    ...PARSING,
    delimiter,
    to: 1,
    on_record(record: string[]) {
      header = record;
      return null;
    },
  });
  try {
    await pipeline(Readable.from([text]), parser, drained);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new LocalizedRefusal(
      {
        fr: 'La première ligne de la liste, qui nomme les colonnes, a des guillemets qui ne vont pas par deux, ou elle est trop longue.',
        en: 'The first line of the register, which names the columns, has quotes that do not come in pairs, or it is too long.',
      },
      { cause: error },
    );
  }
  if (header === undefined) {
    throw new LocalizedRefusal({
      fr: 'La liste est vide : elle n’a pas de ligne qui nomme les colonnes.',
      en: 'The register is empty: it has no line of column names.',
    });
  }
  return header;
}

async function eachRecord(
  pieces: AsyncIterable<string>,
  delimiter: string,
  places: ColumnPlaces,
  linesBefore: number,
  onRow: (row: RegisterRow) => void,
): Promise<void> {
  let isHeader = true;
  let lastLine = linesBefore;
  const parser = parse({
    ...PARSING,
    delimiter,
    on_record(record: string[], { lines }) {
      if (!isHeader) onRow(rowOf(record, lastLine + 1, places));
      isHeader = false;
      lastLine = lines + linesBefore;
      return null;
    },
  });
  try {
    await pipeline(Readable.from(pieces), parser, drained);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    onRow({ line: lastLine + 1, problem: 'quotes' });
  }
}

/** The records are taken by `on_record`, so nothing comes out. */
async function drained(records: AsyncIterable<unknown>): Promise<void> {
  for await (const record of records) throw new Error(`A record was not taken: ${typeof record}.`);
}

function rowOf(record: readonly string[], line: number, places: ColumnPlaces): RegisterRow {
  const isTooLong = record.slice(places.width).some((field) => field.trim() !== '');
  if (record.length < places.width || isTooLong) return { line, problem: 'columns' };
  const at = (place: number): string => record[place] ?? '';
  const fields: RegisterFields = {
    identifier: at(places.identifier),
    region: places.region === undefined ? undefined : at(places.region),
    reference: places.reference === undefined ? undefined : at(places.reference),
    address: places.address.map(at),
  };
  const isUnreadable = [fields.identifier, fields.region, fields.reference, ...fields.address].some(
    (field) => field?.includes('\ufffd') === true,
  );
  return isUnreadable ? { line, problem: 'encoding' } : { line, fields };
}

async function* without(
  pieces: AsyncIterable<string>,
  characters: number,
): AsyncGenerator<string, void, undefined> {
  let left = characters;
  for await (const piece of pieces) {
    yield left === 0 ? piece : piece.slice(left);
    left = Math.max(0, left - piece.length);
  }
}
