import type { BallotsInBox, CountOnRecord } from './certification.ts';
import { ballotsGap, countGap, outstandingRefusal } from './certification.ts';

const COUNT: CountOnRecord = {
  contest: 'election:E:R',
  isComplete: true,
  computedAtMs: 1_000,
  ballots: 3n,
  ballotsDigest: 'd',
  tallied: new Set(['ann', 'bob']),
};
const BOX: BallotsInBox = { ballots: 3n, digest: 'd', differing: 0, voters: 3n };
const gapOf = (change: Partial<CountOnRecord>, closesAtMs = 1_000, withdrawn: string[] = []) =>
  countGap(COUNT.contest, { ...COUNT, ...change }, closesAtMs, withdrawn)?.detail;

const TWO = { fr: 'Deux votes.', en: 'Two votes.' };

test('outstanding votes prevent it, unless they are allowed', () => {
  expect(outstandingRefusal([], false)).toBeUndefined();
  expect(outstandingRefusal([TWO], true)).toBeUndefined();
  expect(outstandingRefusal([TWO], false)?.detail).toMatch(/^Two votes\. Wait for them/);
});

test('the count that stands must be complete, and made after the closing and after every withdrawal', () => {
  expect(countGap('law:L', { hasCounts: false }, 0, [])?.detail).toBe('law:L has not been tabulated.');
  expect(gapOf({})).toBeUndefined();
  expect(gapOf({ isComplete: false })).toMatch(/not complete/);
  expect(countGap('law:L', { hasCounts: true }, 0, [])?.detail).toMatch(
    /No tabulation of law:L has been published/,
  );
  expect(gapOf({}, 1_001)).toMatch(/before the closing/);
  expect(gapOf({}, 1_000, ['cat'])).toBeUndefined();
  expect(gapOf({}, 1_000, ['cat', 'bob'])).toMatch(/votes for bob, who has withdrawn/);
});

test('the count must be of exactly the stored ballots (P8)', () => {
  expect(ballotsGap(COUNT, BOX, 3n)).toBeUndefined();
  expect(ballotsGap(COUNT, undefined, 3n)?.detail).toMatch(/changed while/);
  expect(ballotsGap(COUNT, BOX, 4n)?.detail).toMatch(/changed while/);
  expect(ballotsGap(COUNT, { ...BOX, differing: 1 }, 3n)?.detail).toMatch(/The tallies of election:E:R/);
  expect(ballotsGap(COUNT, { ...BOX, voters: 2n }, 3n)?.detail).toMatch(/3 ballots and 2 voters/);
  expect(ballotsGap({ ...COUNT, ballots: 2n }, BOX, 3n)?.detail).toMatch(/is of 2 ballots/);
  expect(ballotsGap({ ...COUNT, ballotsDigest: 'e' }, BOX, 3n)?.detail).toMatch(/is of 3 ballots/);
});
