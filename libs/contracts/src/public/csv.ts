import { visibleControls } from '@scrutin/election';

/** At the beginning of a file it shows a spreadsheet that the text is UTF-8. Without it, Excel reads "CÃ´tÃ©". */
export const CSV_BYTE_ORDER_MARK = '\ufeff';
/** RFC 4180. */
export const CSV_LINE_END = '\r\n';

/**
 * One line of CSV (RFC 4180) without its line end. Fields are quoted where necessary, control characters are written
 * as visible text, and a spreadsheet takes no field for a formula.
 */
export function csvLine(fields: readonly string[]): string {
  return fields.map(csvField).join(',');
}

function csvField(text: string): string {
  const safe = withoutFormulas(visibleControls(text));
  return MUST_BE_QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The semicolon and the tab are quoted too, as spreadsheets in some languages take them for the separator. */
const MUST_BE_QUOTED = /[",;\t\r\n|]|^\s|\s$/;

/**
 * The characters that a spreadsheet takes for the beginning of a formula, with or without quotes (OWASP, CSV
 * Injection), in half width and in full width. They matter at the beginning of a field, and also after a semicolon, a
 * tab or a line end, as some spreadsheets begin a field there.
 */
const FORMULA = /(^|[;\t\r\n])([\s"']*)(?=[=+\-@＝＋－＠])/g;
/** Characters at the beginning of a field that spreadsheets drop before they look for a formula. */
const DROPPED = /^(?=[\t\r\n])/;

/** Puts an apostrophe before what would be a formula, which makes it a text. */
function withoutFormulas(text: string): string {
  return text.replaceAll(FORMULA, "$1$2'").replace(DROPPED, "'");
}
