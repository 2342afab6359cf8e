import type { ActBody } from '@scrutin/contracts/admin';
import { CSV_BYTE_ORDER_MARK, CSV_LINE_END, csvLine } from '@scrutin/contracts/public';

const COLUMNS = [
  'id',
  'at',
  'official_id',
  'actor',
  'action',
  'subject',
  'reason',
  'approved_by',
  'proposal_id',
  'before',
  'after',
] as const satisfies readonly (keyof ActBody)[];

/** The beginning of the file: the mark by which spreadsheets recognise UTF-8, and the line of column names. */
export const ACTS_CSV_HEAD = `${CSV_BYTE_ORDER_MARK}${csvLine(COLUMNS)}${CSV_LINE_END}`;

/** The acts as lines of CSV (RFC 4180). */
export function actsCsv(acts: readonly Omit<ActBody, 'time_zone'>[]): string {
  return acts
    .map((act) => `${csvLine(COLUMNS.map((column) => textOf(act[column])))}${CSV_LINE_END}`)
    .join('');
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
