import { SIGNAL_WINDOW_MS } from '@scrutin/anomalies';
import { ContestTally } from './contest-tally.ts';

test('submissions are counted by contest, outcome and window, and taken once', () => {
  const tally = new ContestTally();
  tally.add('law:L1', 'valid', 1);
  tally.add('law:L1', 'valid', 2);
  tally.add('law:L1', 'already-voted', 3);
  tally.add('election:E:R', 'wrong-region', SIGNAL_WINDOW_MS);
  expect(tally.take()).toEqual([
    { contest: 'law:L1', window: 0, outcomes: { valid: 2, 'already-voted': 1 } },
    { contest: 'election:E:R', window: 1, outcomes: { 'wrong-region': 1 } },
  ]);
  expect(tally.take()).toEqual([]);
});

test('what could not be saved is counted again, with what came meanwhile', () => {
  const tally = new ContestTally();
  tally.add('law:L1', 'valid', 1);
  const taken = tally.take();
  tally.add('law:L1', 'valid', 1);
  tally.putBack(taken);
  expect(tally.take()).toEqual([{ contest: 'law:L1', window: 0, outcomes: { valid: 2 } }]);
});

test('after a day without Redis, no more is kept', () => {
  const tally = new ContestTally();
  const day = Array.from({ length: 200 }, (_, window) => ({
    contest: 'law:L1',
    window,
    outcomes: { valid: 1 },
  }));
  tally.putBack(day);
  expect(tally.take()).toHaveLength(150);
});
