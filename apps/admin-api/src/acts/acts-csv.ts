import type { ActBody } from '@scrutin/contracts';

const COLUMNS = [
  'id',
  'at',
  'official_id',
  'actor',
  'action',
  'subject',
  'reason',
  'before',
  'after',
] as const satisfies readonly (keyof ActBody)[];

/** The acts as CSV (RFC 4180): a line of names, every field quoted, CRLF. */
export function actsCsv(acts: readonly ActBody[]): string {
  const lines = acts.map((act) => COLUMNS.map((column) => field(act[column])).join(','));
  return [COLUMNS.map((column) => `"${column}"`).join(','), ...lines, ''].join('\r\n');
}

function field(value: unknown): string {
  const text =
    value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return `"${harmless(text).replaceAll('"', '""')}"`;
}

/**
 * A spreadsheet takes a field that begins so for a formula, whatever the quotes (OWASP, CSV Injection): an
 * apostrophe before it makes it a text.
 */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
