import { visibleControls } from '@scrutin/election';

/** At the beginning of a file it tells a spreadsheet that the text is UTF-8; without it, Excel reads "CÃ´tÃ©". */
export const CSV_BYTE_ORDER_MARK = '\ufeff';
/** RFC 4180. */
export const CSV_LINE_END = '\r\n';

/**
 * One line of CSV (RFC 4180) without its end. Fields are quoted where they must be, control characters are written
 * out, and nothing in a field is taken for a formula.
 */
export function csvLine(fields: readonly string[]): string {
  return fields.map(csvField).join(',');
}

function csvField(text: string): string {
  const safe = withoutFormulas(visibleControls(text));
  return MUST_BE_QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The semicolon and the tab as well: elsewhere they are the separator, and a spreadsheet may be set so. */
const MUST_BE_QUOTED = /[",;\t\r\n|]|^\s|\s$/;

/**
 * What a spreadsheet takes for the beginning of a formula, whatever the quotes (OWASP, CSV Injection), in half and in
 * full width: at the beginning of a field, and where one begins for a spreadsheet that cuts the line at semicolons,
 * tabs or line ends instead.
 */
const FORMULA = /(^|[;\t\r\n])([\s"']*)(?=[=+\-@＝＋－＠])/g;
/** At the very beginning, characters that spreadsheets drop before they look for a formula. */
const DROPPED = /^(?=[\t\r\n])/;

/** An apostrophe makes a text of what would be a formula. */
function withoutFormulas(text: string): string {
  return text.replaceAll(FORMULA, "$1$2'").replace(DROPPED, "'");
}
