import { expect, test } from '@jest/globals';
import { signalWindowOf } from './signal.ts';
import { closedContestsOf, electoratesOf } from './watched.ts';

test('a law has one contest with its whole roll, and an election one in each region', () => {
  const rolls = [
    { rollKey: 'law:L', credentials: 9n, regions: new Map<string, bigint>() },
    {
      rollKey: 'election:E',
      credentials: 7n,
      regions: new Map([
        ['RA', 3n],
        ['RB', 4n],
      ]),
    },
  ];
  expect(electoratesOf(rolls)).toEqual([
    { contest: 'law:L', voters: 9 },
    { contest: 'election:E:RA', voters: 3 },
    { contest: 'election:E:RB', voters: 4 },
  ]);
});

test('a closed contest is compared with its ledger now, if it is still there', () => {
  const first = { contest: 'law:L', received: 3, counted: 2, rejected: 0 };
  const now = { ...first, counted: 3 };
  expect(
    closedContestsOf([first, { ...first, contest: 'law:GONE' }], [{ ...now, contest: undefined }, now]),
  ).toEqual([{ contest: 'law:L', first, now }]);
});

test('windows are ten minutes long', () => {
  expect(signalWindowOf(1_199_999)).toBe(1);
  expect(signalWindowOf(1_200_000)).toBe(2);
});
