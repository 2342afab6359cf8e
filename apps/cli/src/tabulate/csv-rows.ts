import { CsvError, parse } from 'csv-parse/sync';
import type { LocalizedText } from '@scrutin/election';
import type { CsvRow, ReadOutcome } from '@scrutin/tabulation';
import { inPlace, unreadable } from '@scrutin/tabulation';

export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type SeparatorName = keyof typeof SEPARATORS;

const LINE_ENDS = ['\r\n', '\n', '\r'];

/**
 * The records of a CSV text (RFC 4180), whichever of CR LF, LF or CR ends its lines. The separator is the one
 * given, that of a first line `sep=;`, or the one of comma, semicolon and tab that the line of headings holds.
 */
export function csvRows(text: string, given: SeparatorName | undefined): ReadOutcome<readonly CsvRow[]> {
  const excel = /^sep=([,;\t])\s*(?:\r\n|\n|\r)/i.exec(text);
  const body = excel === null ? text : text.slice(excel[0].length);
  const skippedLines = excel === null ? 0 : 1;
  const named = given === undefined ? excel?.[1] : SEPARATORS[given];
  const separator = named === undefined ? separatorOf(body) : { ok: true as const, value: named };
  if (!separator.ok) return separator;
  const rows = records(body, separator.value, {});
  if (!rows.ok) return rows;
  return { ok: true, value: rows.value.map((row) => ({ ...row, line: row.line + skippedLines })) };
}

/** The separator of the headings: the only one that divides them, or the comma when none does. */
function separatorOf(text: string): ReadOutcome<string> {
  const dividing: string[] = [];
  let problem: ReadOutcome<string> | undefined;
  for (const separator of Object.values(SEPARATORS)) {
    const first = records(text, separator, { to: 1 });
    if (!first.ok) problem ??= first;
    else if ((first.value[0]?.cells.length ?? 0) > 1) dividing.push(separator);
  }
  const [only, ...others] = dividing;
  if (others.length > 0) {
    return unreadable({
      fr: 'ligne 1 : les en-têtes contiennent plus d’un signe parmi virgule, point-virgule et tabulation : donnez --separator, ou mettez-les entre guillemets',
      en: 'line 1: the headings hold more than one of comma, semicolon and tab: give --separator, or quote them',
    });
  }
  return only === undefined ? (problem ?? { ok: true, value: SEPARATORS.comma }) : { ok: true, value: only };
}

interface RawRecord {
  readonly raw: string;
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function records(
  text: string,
  delimiter: string,
  limits: { readonly to?: number },
): ReadOutcome<readonly CsvRow[]> {
  try {
    const found = parse(text, {
      ...limits,
      delimiter,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      info: true,
      raw: true,
    }) as unknown as readonly RawRecord[];
    let line = 1;
    return {
      ok: true,
      value: found.map(({ raw, record }) => {
        const row = { line, cells: record, empty: raw.trim() === '' };
        line += raw.match(/\r\n|\n|\r/g)?.length ?? 0;
        return row;
      }),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return unreadable(csvProblem(error));
  }
}

function csvProblem(error: CsvError): LocalizedText {
  const line = String(error['lines']);
  const column = Number(error['column']) + 1;
  const place = { fr: `ligne ${line}, colonne ${column}`, en: `line ${line}, column ${column}` };
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return {
      fr: `ligne ${line} : une cellule entre guillemets ne finit pas`,
      en: `line ${line}: a quoted cell does not end`,
    };
  }
  if (error.code === 'INVALID_OPENING_QUOTE') {
    return inPlace(place, {
      fr: 'un guillemet se trouve dans une cellule sans guillemets : mettez toute la cellule entre guillemets, et doublez les siens',
      en: 'a quote stands within a cell without quotes: quote the whole cell, and double its quotes',
    });
  }
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE') {
    return inPlace(place, {
      fr: 'du texte suit une cellule entre guillemets : doublez les guillemets qu’elle contient',
      en: 'text stands behind a quoted cell: double the quotes within it',
    });
  }
  return { fr: `ce n’est pas du CSV (${error.code})`, en: `not CSV: ${error.message}` };
}
