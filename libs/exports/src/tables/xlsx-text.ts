import { visibleControls } from '@scrutin/election';

/** Excel refuses a file with a longer text in a cell. */
const LONGEST_CELL = 32_767;
const CUT = ' […]';

/** `_x0041_` in a cell is read as "A" (ISO/IEC 29500-1, 22.9.2.19, ST_Xstring). */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * A text as a cell of a workbook holds it, so that a spreadsheet shows what was given. Control characters and
 * directions are written as visible escapes, as in CSV. The writer of workbooks drops some characters and confuses a few
 * words with members of its own objects; those are written in the escape that the format has for characters. What is
 * longer than a cell can be ends in `[…]`.
 */
export function xlsxText(text: string): string {
  const plain = visibleControls(text.toWellFormed())
    .replaceAll(/\p{Noncharacter_Code_Point}/gu, (found) => `\\u{${codePoint(found).toString(16)}}`)
    .replaceAll(LOOKS_ESCAPED, '_x005F_')
    .replaceAll('\ufffd', escaped);
  const safe = plain in Object.prototype ? escaped(plain.charAt(0)) + plain.slice(1) : plain;
  return safe.length <= LONGEST_CELL
    ? safe
    : safe.slice(0, LONGEST_CELL - CUT.length).replace(/[\ud800-\udbff]$/, '') + CUT;
}

function escaped(unit: string): string {
  return `_x${codePoint(unit).toString(16).toUpperCase().padStart(4, '0')}_`;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
