import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { log10OfAtLeast } from './upper-tail.ts';

/** The probability by adding up all terms below. */
function byAddition(count: number, mean: number, variance: number): number {
  const size = (mean * mean) / (variance - mean);
  const step = mean / (size + mean);
  let term = (1 - step) ** size;
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= ((k + size) / (k + 1)) * step;
  }
  return 1 - below;
}

describe('the probability of a count', () => {
  it('is that of a Poisson where the variance is the mean', () => {
    // ppois(9, 3, lower.tail = FALSE) and ppois(29, 10, lower.tail = FALSE) of R 4
    expect(10 ** log10OfAtLeast(10, { mean: 3, variance: 3 })).toBeCloseTo(0.001102488, 8);
    expect(log10OfAtLeast(30, { mean: 10, variance: 10 })).toBeCloseTo(Math.log10(3.5e-7), 0);
  });

  it('is that of a negative binomial, term by term', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.5, max: 40, noNaN: true }),
        fc.double({ min: 1.2, max: 8, noNaN: true }),
        (count, mean, dispersion) => {
          fc.pre(count > mean);
          const found = 10 ** log10OfAtLeast(count, { mean, variance: dispersion * mean });
          expect(found).toBeCloseTo(byAddition(count, mean, dispersion * mean), 7);
        },
      ),
    );
  });

  it('falls with the count, never above certainty, also where it is smaller than any floating point number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.double({ min: 0.01, max: 2_000, noNaN: true }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (count, mean, dispersion) => {
          const distribution = { mean, variance: dispersion * mean };
          const [one, more] = [log10OfAtLeast(count, distribution), log10OfAtLeast(count + 1, distribution)];
          expect(one).toBeLessThanOrEqual(0);
          expect(more).toBeLessThanOrEqual(one + 1e-9);
          expect(Number.isNaN(more)).toBe(false);
        },
      ),
    );
    expect(log10OfAtLeast(5_000, { mean: 10, variance: 10 })).toBeLessThan(-5_000);
  });

  it('of nothing, or of less than the mean, is not rare, and of something where nothing can be is impossible', () => {
    expect(log10OfAtLeast(0, { mean: 0, variance: 0 })).toBe(0);
    expect(log10OfAtLeast(9, { mean: 10, variance: 30 })).toBe(0);
    expect(log10OfAtLeast(1, { mean: 0, variance: 0 })).toBe(Number.NEGATIVE_INFINITY);
  });

  it('is right for means far below one', () => {
    expect(10 ** log10OfAtLeast(1, { mean: 0.01, variance: 0.03 })).toBeCloseTo(byAddition(1, 0.01, 0.03), 9);
  });
});
