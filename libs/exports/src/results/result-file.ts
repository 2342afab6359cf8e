import type { ResultFormat } from '@scrutin/contracts/public';
import type { DocumentLanguage, OfficialDocument } from '@scrutin/declaration';
import { nodeDigest } from '@scrutin/service-runtime';
import { resultDocument } from '../document/result-document.ts';
import type { Issuer } from '../nist/results-report.ts';
import { resultsReport } from '../nist/results-report.ts';
import { CSV_MEDIA_TYPE, csvFile } from '../tables/csv-file.ts';
import { joinedTable } from '../tables/typed-columns.ts';
import { XLSX_MEDIA_TYPE, xlsxFile } from '../tables/xlsx-file.ts';
import type { ResultRecord } from './result-record.ts';
import { resultTables } from './result-tables.ts';
import { workbookTables } from './workbook-tables.ts';

/** A file of results, whole. */
export interface ResultFile {
  readonly mediaType: string;
  /** Such as `law_L2025-001-results-fr.pdf`. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** How a file is made. */
export interface ResultFileOptions {
  readonly format: ResultFormat;
  readonly language: DocumentLanguage;
  readonly issuer: Issuer;
  /** Prints a document as a tagged PDF file. */
  readonly print: (document: OfficialDocument) => AsyncIterable<Uint8Array>;
}

const JSON_MEDIA_TYPE = 'application/json';

/**
 * Writes the results in a format. Pure apart from `print`: the same record is the same file, byte for byte. Every number
 * is one that the record has, and the record has the bodies that the public API answers.
 */
export async function resultFile(record: ResultRecord, options: ResultFileOptions): Promise<ResultFile> {
  const { format, language } = options;
  const contest = record.kind === 'law' ? record.law : record.election;
  const mark = contest.purpose === 'rehearsal' ? '-rehearsal' : '';
  const base = `${record.kind}_${contest.id}${mark}-results`;
  switch (format) {
    case 'csv': {
      const content = csvFile(joinedTable(resultTables(record, language)));
      return { mediaType: CSV_MEDIA_TYPE, name: `${base}-${language}.csv`, content };
    }
    case 'json':
      return { mediaType: JSON_MEDIA_TYPE, name: `${base}.json`, content: jsonText(record) };
    case 'nist': {
      const content = jsonText(resultsReport(record, options.issuer));
      return { mediaType: JSON_MEDIA_TYPE, name: `${base}-nist-1500-100.json`, content };
    }
    case 'xlsx': {
      const content = await xlsxFile(workbookTables(resultTables(record, language), language));
      return { mediaType: XLSX_MEDIA_TYPE, name: `${base}-${language}.xlsx`, content };
    }
    case 'pdf': {
      const pieces: Uint8Array[] = [];
      for await (const piece of options.print(resultDocument(record, language))) pieces.push(piece);
      return {
        mediaType: 'application/pdf',
        name: `${base}-${language}.pdf`,
        content: Buffer.concat(pieces),
      };
    }
  }
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}

/** The members that say when the results were read, and change while the results do not. */
const TIMES_OF_READING = new Set(['as_of', 'updated_at']);

/**
 * The SHA-256 of everything that a record says, apart from when it was read: two records with the same tag have the
 * same results.
 */
export function resultTag(record: ResultRecord): string {
  const text = JSON.stringify(record, (key, value: unknown) =>
    TIMES_OF_READING.has(key) ? undefined : value,
  );
  return Buffer.from(nodeDigest.sha256(text)).toString('hex');
}
