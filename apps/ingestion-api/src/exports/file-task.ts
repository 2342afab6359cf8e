import type { ResultFormat } from '@scrutin/contracts/public';
import type { Issuer, ResultFile, ResultRecord } from '@scrutin/exports';

/** A file to be made of the results of a contest. It is plain data, so that a thread can be given it. */
export interface FileTask {
  readonly record: ResultRecord;
  readonly format: ResultFormat;
  readonly language: 'fr' | 'en';
  readonly issuer: Issuer;
  /** For characters that the usual fonts do not have; see the setting PRINT_FALLBACK_FONT. */
  readonly fallbackFont: string | undefined;
}

/** Up to this many races, a CSV file takes no more than 5 ms. */
const MOST_RACES_IN_PLACE = 10;

/**
 * Whether a file takes so long that no vote must wait for it: workbooks and PDF files from 30 ms to seconds, CSV of 125
 * races 50 ms (docs/PERFORMANCE.md).
 */
export function takesLong({ format, record }: Pick<FileTask, 'format' | 'record'>): boolean {
  if (format === 'csv') return record.kind === 'election' && record.races.length > MOST_RACES_IN_PLACE;
  return format === 'xlsx' || format === 'pdf';
}

export type MakeFile = (task: FileTask) => Promise<ResultFile>;
