import { readBlt } from './blt.ts';

/** The example of Hill, Wichmann and Woodall's paper, with a comment of each kind. */
const PAPER = `4 2 # candidates, seats
-2
3 1 3 4 0
4 1 3 2 0
2 4 1 3 0
1 2 0 /* only one */
2 2 4 3 1 0
1 3 4 2 0
0
"Adam"
"Basil"
"Charlotte"
"Donald"
"Title"
`;

describe('BLT', () => {
  test('the example of the format’s paper', () => {
    const reading = readBlt(PAPER);
    expect(reading).toMatchObject({
      ok: true,
      value: {
        seats: 2,
        title: 'Title',
        tieOrder: [],
        candidates: [
          { id: 'c1', name: 'Adam', excluded: false },
          { id: 'c2', name: 'Basil', excluded: true },
          { id: 'c3', name: 'Charlotte', excluded: false },
          { id: 'c4', name: 'Donald', excluded: false },
        ],
      },
    });
    if (!reading.ok) return;
    expect(reading.value.ballots).toHaveLength(6);
    expect(reading.value.ballots[0]).toEqual({ ranks: [['c1'], ['c3'], ['c4']], count: 3 });
  });

  test('skipped ranks, overvotes, empty ballots, identifiers, an order for ties, quotes in names', () => {
    const reading = readBlt('\uFEFF3 1 [tie 3 1 2] (id1) 1 1 - 2=3 0 (id2) 2 0 0 "A \\"B\\"" "C" "D"');
    expect(reading).toMatchObject({
      ok: true,
      value: {
        tieOrder: ['c3', 'c1', 'c2'],
        title: undefined,
        ballots: [
          { ranks: [['c1'], [], ['c2', 'c3']], count: 1 },
          { ranks: [], count: 2 },
        ],
      },
    });
    if (reading.ok) expect(reading.value.candidates[0]?.name).toBe('A "B"');
  });

  test.each([
    ['', 'the first line must give the number of candidates and of seats'],
    ['2 1 -5 0 "A" "B"', '-5: no such candidate'],
    ['2 1 1 3 0 0 "A" "B"', 'ballot 1: 3 is no candidate'],
    ['2 1 1 2 "A" "B"', 'ballot 1: it does not end with 0'],
    ['2 1 1 2 0', 'ballot 2: a count is wanted'],
    ['2 1 1 2 0 0 "A"', '2 names are wanted, 1 found'],
  ])('%p is not read', (text, problem) => {
    expect(readBlt(text)).toEqual({ ok: false, problem });
  });
});
