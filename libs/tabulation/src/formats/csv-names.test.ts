import { readCsv } from './csv.ts';
import type { CsvDeclarations, CsvRow } from './csv-table.ts';

/** The rows of lines whose cells are joined by commas and not quoted. */
function rows(lines: readonly string[]): readonly CsvRow[] {
  return lines.map((line, index) => ({ line: index + 1, cells: line.split(','), empty: line === '' }));
}

function contest(lines: readonly string[], declared: CsvDeclarations = {}) {
  const result = readCsv(rows(lines), 1, declared);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}

function problem(lines: readonly string[], declared: CsvDeclarations = {}): string {
  const result = readCsv(rows(lines), 1, declared);
  return result.ok ? `read: ${JSON.stringify(result.value)}` : result.problem;
}

describe('the names in a CSV file', () => {
  test.each([
    ['composed and decomposed accents', 'Côté', 'Co\u0302te\u0301'],
    ['a space at the end', 'Tim Dale (I)', 'Tim Dale (I) '],
    ['doubled spaces', 'Tim Dale', 'Tim  Dale'],
    ['a no-break space', 'Tim Dale', 'Tim\u00A0Dale'],
    ['a narrow no-break space', 'Tim Dale', 'Tim\u202FDale'],
  ])('%s do not make a different candidate', (_, one, other) => {
    expect(contest(['Rank 1', one, other, one]).candidates.map(({ name }) => name)).toEqual([one]);
  });

  test.each([
    ['a zero-width space', 'Ana', 'An\u200Ba'],
    ['a zero-width joiner', 'Ana', 'An\u200Da'],
    ['a byte order mark', 'Ana', '\uFEFFBo|Ana|An\uFEFFa'],
    ['a soft hyphen', 'Ana', 'A\u00ADna'],
    ['case', 'Ana Bell', 'ANA BELL'],
    ['spaces', 'McDonald', 'Mc Donald'],
    ['apostrophes', "O'Brien", 'O\u2019Brien'],
    ['dashes', 'Marie-Eve', 'Marie\u2011Eve'],
    ['full width letters', 'Ana', '\uFF21na'],
    ['the alphabet of one letter', 'A', '\u0410'],
    ['the alphabet of the whole name', 'Op', '\u041E\u0440'],
    ['Cyrillic capitals', 'BOPOH', '\u0412\u041E\u0420\u041E\u041D'],
    ['Cyrillic capitals in another case', 'Bopoh', '\u0412\u041E\u0420\u041E\u041D'],
    ['Greek capitals', 'NIKH', '\u039D\u0399\u039A\u0397'],
    ['small Greek letters', 'vota', '\u03BD\u03BF\u03C4\u03B1'],
    ['Cyrillic accents', '\u00EBo', '\u0451\u043E'],
    ['a ligature', 'OEuvre', '\u0152uvre'],
    ['a small ligature', 'Laetitia', 'L\u00E6titia'],
    ['a typographic ligature', 'Fiona', '\uFB01ona'],
    ['a sharp s', 'Strauss', 'Strau\u00DF'],
    ['a capital sharp s', 'STRAUSS', 'STRAU\u1E9E'],
    ['a dash for a space', 'Marie Eve', 'Marie-Eve'],
    ['an accent for an apostrophe', "O'Brien", 'O\u00B4Brien'],
    ['an apostrophe left out', "D'Arcy", 'DArcy'],
    ['a mathematical letter', 'Ana', '\u{1D400}na'],
  ])('names that differ only by %s are refused, and the message shows them', (_, one, other) => {
    expect(problem(['Rank 1', one, other])).toMatch(/look alike: write the name in the same way everywhere$/);
  });

  test('names that a reader can tell apart are different candidates', () => {
    const names = ['Cote', 'Côté', 'Ian', 'Jan', 'Option 1-1', 'Option 11', 'Иван', 'Íris', 'Νίκη'];
    expect(contest(['Rank 1', ...names]).candidates).toHaveLength(names.length);
  });

  test.each([
    ['a control character', 'An\u0007a', 'U+0007'],
    ['an escape sequence', '\u001b[31mAna', 'U+001B'],
    ['a change of direction', '\u202EanA', 'U+202E'],
    ['a lost letter', 'C\uFFFDt\uFFFD', 'letters were lost'],
    ['two scripts', '\u0410na', 'mixes Latin letters'],
  ])('a name with %s is refused', (_, name, expected) => {
    expect(problem(['Rank 1', name])).toMatch(/^line 2, column 1, "Rank 1": /);
    expect(problem(['Rank 1', name])).toContain(expected);
  });
});
