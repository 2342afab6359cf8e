import { readCsv } from './csv.ts';

describe('CSV', () => {
  test('counts, skipped ranks, overvotes, quotes, and columns that are no rank', () => {
    const text = '\uFEFFid,count,1st,2nd\r\n7,3,"Roy, A.",Bo\r\n8,2,,Bo | Cy\r\n9,1,overvote,\r\n';
    expect(readCsv(text, 2)).toEqual({
      ok: true,
      value: {
        seats: 2,
        candidates: [
          { id: 'Bo', name: 'Bo' },
          { id: 'Cy', name: 'Cy' },
          { id: 'Roy, A.', name: 'Roy, A.' },
        ],
        ballots: [
          { ranks: [['Roy, A.'], ['Bo']], count: 3 },
          { ranks: [[], ['Bo', 'Cy']], count: 2 },
          { ranks: [['#overvote'], []], count: 1 },
        ],
      },
    });
  });

  test('semicolons, and one ballot for each row', () => {
    const reading = readCsv('rank 1;rank 2\nA;"B ""b"""\n\nB;A', 1);
    expect(reading).toMatchObject({
      ok: true,
      value: {
        ballots: [
          { ranks: [['A'], ['B "b"']], count: 1 },
          { ranks: [['B'], ['A']], count: 1 },
        ],
      },
    });
  });

  test.each([
    ['', 'a header is wanted'],
    ['count\n3', 'no column is a rank'],
    ['count,1\nmany,A', 'row 2: many is no count'],
    ['count,1\n,A', 'row 2: nothing is no count'],
    ['1,2\n"A,B', 'a quoted cell does not end'],
  ])('%p is not read', (text, problem) => {
    expect(readCsv(text, 1)).toEqual({ ok: false, problem });
  });
});
