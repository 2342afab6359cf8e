import fc from 'fast-check';
import { csvRows } from './csv-rows.ts';

function cells(text: string, separator?: Parameters<typeof csvRows>[1]): readonly (readonly string[])[] {
  const rows = csvRows(text, separator);
  if (!rows.ok) throw new Error(rows.problem);
  return rows.value.map((row) => row.cells);
}

const HEADER = ['Rank 1', 'Rank 2'];

describe('the records of a CSV text', () => {
  test.each([
    ['commas', 'Rank 1,Rank 2\nAna,Cy'],
    ['semicolons', 'Rank 1;Rank 2\nAna;Cy'],
    ['tabs', 'Rank 1\tRank 2\nAna\tCy'],
    ['the line that Excel writes', 'sep=;\r\nRank 1;Rank 2\r\nAna;Cy'],
    ['the line that Excel writes, in capitals', 'SEP=,\nRank 1,Rank 2\nAna,Cy'],
    ['CR LF', 'Rank 1,Rank 2\r\nAna,Cy\r\n'],
    ['CR alone', 'Rank 1,Rank 2\rAna,Cy\r'],
    ['mixed line ends', 'Rank 1,Rank 2\r\nAna,Cy\n'],
  ])('are read with %s', (_, text) => {
    expect(cells(text)).toEqual([HEADER, ['Ana', 'Cy']]);
  });

  test('may have separators, quotes and line ends within quotes', () => {
    expect(
      cells('"Choix 1 (1er; obligatoire)",Choix 2\n"Roy, Claire","A ""B"" C"\n"two\r\nlines",x'),
    ).toEqual([
      ['Choix 1 (1er; obligatoire)', 'Choix 2'],
      ['Roy, Claire', 'A "B" C'],
      ['two\r\nlines', 'x'],
    ]);
    expect(cells('"a,b";c\n1;2')).toEqual([
      ['a,b', 'c'],
      ['1', '2'],
    ]);
  });

  test('may have one column, with commas in quotes', () => {
    expect(cells('choice\n"Roy, Claire"')).toEqual([['choice'], ['Roy, Claire']]);
  });

  test.each([
    ['a quote that is not closed', 'a,b\n"A,B', 'line 2: a quoted cell does not end'],
    ['a quote within a cell', 'a,b\nA"x,B', 'line 2, column 1: a quote stands within a cell'],
    ['a space before a quote', 'a,b\nA, "B, C"', 'line 2, column 2: a quote stands within a cell'],
    ['text behind a quoted cell', 'a,b\n"A"x,B', 'line 2, column 1: text stands behind a quoted cell'],
    [
      'two separators',
      'Rank 1 (1st; wanted),Rank 2\nA,B',
      'line 1: the headings hold more than one of comma',
    ],
  ])('with %s are refused', (_, text, problem) => {
    expect(csvRows(text, undefined)).toMatchObject({
      ok: false,
      problem: expect.stringContaining(problem) as string,
    });
  });

  test('with two possible separators in the headings are read with the given one', () => {
    expect(cells('Rank 1 (1st; wanted),Rank 2\nA,B', 'comma')).toEqual([
      ['Rank 1 (1st; wanted)', 'Rank 2'],
      ['A', 'B'],
    ]);
  });

  test('have the numbers of the lines on which they begin', () => {
    const rows = csvRows('sep=,\na,b\n"x\ny",1\n\nz,2\n', undefined);
    expect(rows.ok && rows.value.map(({ line, empty }) => [line, empty])).toEqual([
      [2, false],
      [3, false],
      [5, true],
      [6, false],
    ]);
  });

  test('are the same as were written, whatever the cells contain', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', '\r', ' ', '|'),
      maxLength: 6,
    });
    const table = fc.array(fc.tuple(cell, cell), { maxLength: 6 });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('comma', 'semicolon', 'tab'),
        (body, end, name) => {
          const separator = { comma: ',', semicolon: ';', tab: '\t' }[name];
          const lines = [HEADER, ...body].map((row) =>
            row.map((text) => `"${text.replaceAll('"', '""')}"`).join(separator),
          );
          expect(cells(lines.join(end))).toEqual([HEADER, ...body]);
        },
      ),
    );
  });
});
