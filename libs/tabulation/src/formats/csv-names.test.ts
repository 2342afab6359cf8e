import { readCsv } from './csv.ts';
import type { CsvDeclarations, CsvRow } from './csv-table.ts';

/** Lines of cells joined by commas, none of them quoted. */
function rows(lines: readonly string[]): readonly CsvRow[] {
  return lines.map((line, index) => ({ line: index + 1, cells: line.split(','), empty: line === '' }));
}

function contest(lines: readonly string[], declared: CsvDeclarations = {}) {
  const reading = readCsv(rows(lines), 1, declared);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
}

function problem(lines: readonly string[], declared: CsvDeclarations = {}): string {
  const reading = readCsv(rows(lines), 1, declared);
  return reading.ok ? `read: ${JSON.stringify(reading.value)}` : reading.problem;
}

describe('the names in a CSV file', () => {
  test.each([
    ['composed and decomposed accents', 'Côté', 'Co\u0302te\u0301'],
    ['a space at the end', 'Tim Dale (I)', 'Tim Dale (I) '],
    ['doubled spaces', 'Tim Dale', 'Tim  Dale'],
    ['a no-break space', 'Tim Dale', 'Tim\u00A0Dale'],
    ['a narrow no-break space', 'Tim Dale', 'Tim\u202FDale'],
  ])('%s make no other candidate', (_, one, other) => {
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
  ])('names that differ by %s alone are refused by name', (_, one, other) => {
    expect(problem(['Rank 1', one, other])).toMatch(/look alike: write the name in one way$/);
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
