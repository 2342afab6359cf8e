import { isThresholdPercentage, thresholdBasisPoints, thresholdPercentage } from './threshold.ts';

it('every threshold stays the same when it is converted to JSON and back', () => {
  for (let basisPoints = 0; basisPoints <= 10_000; basisPoints += 1) {
    const percentage = thresholdPercentage(basisPoints);
    expect(isThresholdPercentage(percentage)).toBe(true);
    expect(thresholdBasisPoints(percentage)).toBe(basisPoints);
    expect(thresholdPercentage(thresholdBasisPoints(Number(String(percentage))))).toBe(percentage);
  }
});

it.each([-0.01, 100.01, 66.667, Number.NaN, Infinity])('%s is not a threshold', (value) => {
  expect(isThresholdPercentage(value)).toBe(false);
});
