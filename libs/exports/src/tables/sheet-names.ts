const LONGEST = 31;

/**
 * Names that Excel takes for the sheets of one workbook: 1 to 31 characters, none of `[ ] : * ? / \`, no apostrophe at
 * either end, not "History", and no two that differ only in their case.
 */
export function sheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set(['history']);
  return names.map((name) => {
    const plain = name
      .replaceAll(/[[\]:*?/\\]|\p{Cc}|\p{Noncharacter_Code_Point}/gu, ' ')
      .replaceAll(/^[\s']+|[\s']+$/g, '');
    const base = plain === '' ? 'Sheet' : plain;
    for (let number = 1; ; number += 1) {
      const end = number === 1 ? '' : ` ${number}`;
      const sheet = cut(base, LONGEST - end.length).trimEnd() + end;
      if (taken.has(sheet.toLowerCase())) continue;
      taken.add(sheet.toLowerCase());
      return sheet;
    }
  });
}

/** At most this many UTF-16 units of a text, without half a character at the end. */
function cut(text: string, most: number): string {
  const end = text.slice(0, most);
  return end.isWellFormed() ? end : end.slice(0, -1);
}
