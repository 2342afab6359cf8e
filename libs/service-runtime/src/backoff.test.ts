import fc from 'fast-check';
import { backoffDelayMs } from './backoff.ts';

const backoff = fc
  .record({ baseMs: fc.integer({ min: 1, max: 1_000 }), factor: fc.integer({ min: 1, max: 1_000 }) })
  .map(({ baseMs, factor }) => ({ baseMs, capMs: baseMs * factor }));
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempt = fc.integer({ min: 1, max: 1_000_000 });

describe('backoffDelayMs', () => {
  it('stays between half of the base and the cap, whatever the number of failures', () => {
    fc.assert(
      fc.property(attempt, backoff, random, (n, given, chance) => {
        const delayMs = backoffDelayMs(n, given, chance);
        expect(delayMs).toBeGreaterThanOrEqual(Math.floor(given.baseMs / 2));
        expect(delayMs).toBeLessThanOrEqual(given.capMs);
      }),
    );
  });

  it('never decreases with more failures, for the same random number', () => {
    fc.assert(
      fc.property(attempt, backoff, random, (n, given, chance) => {
        expect(backoffDelayMs(n + 1, given, chance)).toBeGreaterThanOrEqual(backoffDelayMs(n, given, chance));
      }),
    );
  });

  it('begins at half of the base and doubles', () => {
    const given = { baseMs: 100, capMs: 1_000 };
    expect([1, 2, 3, 4, 5, 6].map((n) => backoffDelayMs(n, given, 0))).toEqual([50, 100, 200, 400, 500, 500]);
  });
});
