import { readCsv } from './csv.ts';
import type { CsvDeclarations } from './csv-table.ts';

test.each([
  [
    'selection,ranking / A,B',
    {},
    'two columns may be the rankings',
    'deux colonnes peuvent être les classements',
  ],
  [
    'A,A / 1,2',
    { candidateColumns: ['A'] },
    'the heading "A" appears 2 times',
    'l’en-tête « A » y est 2 fois',
  ],
  [
    'A,A / 1,2',
    { candidateColumns: ['1', '2'] },
    'two columns have the same candidate',
    'deux colonnes ont la même candidature',
  ],
] as readonly (readonly [string, CsvDeclarations, string, string])[])(
  'what a line of headings has twice is refused in both languages: %s %j',
  (text, declared, en, fr) => {
    const rows = text
      .split(' / ')
      .map((line, index) => ({ line: index + 1, cells: line.split(','), empty: false }));
    expect(readCsv(rows, 1, declared)).toMatchObject({
      ok: false,
      problem: expect.stringContaining(en) as string,
      text: { fr: expect.stringContaining(`ligne 1 : ${fr}`) as string },
    });
  },
);
