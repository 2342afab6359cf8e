import { nameWarnings, reportBallots } from './import-report.ts';

test('the report counts all, blank and overvoted ballots, and those that skip a rank', () => {
  expect(
    reportBallots([
      { ranks: [['a'], ['b']], count: 5 },
      { ranks: [], count: 1 },
      { ranks: [[], []], count: 2 },
      { ranks: [['a', 'b']], count: 3 },
      { ranks: [['#overvote']], count: 4 },
      { ranks: [['a'], [], ['b']], count: 6 },
      { ranks: [['a'], []], count: 7 }, // no rank follows the empty one
    ]),
  ).toEqual({ ballots: '28', blank: '3', overvoted: '7', skipping: '6' });
});

test('there is a warning about names that are the same or look alike', () => {
  expect(
    nameWarnings([
      { id: 'a', name: 'Ana' },
      { id: 'b', name: 'Bo' },
    ]),
  ).toEqual([]);
  expect(
    nameWarnings([
      { id: 'a', name: 'Ana' },
      { id: 'b', name: 'Ana' },
      { id: 'c', name: '\u0410na' }, // a Cyrillic letter
    ]).map(({ en }) => en),
  ).toEqual([
    'a and b have the same name: Ana',
    expect.stringMatching(/^two candidates have names that look alike: /) as string,
    expect.stringMatching(/^c: .* mixes Latin letters with Cyrillic or Greek ones/) as string,
  ]);
});
