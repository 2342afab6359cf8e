import type { Remainder } from './drain-rate.ts';
import { stretchOf } from './drain-rate.ts';

const at = (...pairs: readonly [ms: number, left: number][]): Remainder[] =>
  pairs.map(([ms, left]) => ({ ms, left }));

describe('a stretch of a drain', () => {
  it('is what was done from the moment until the rest was left', () => {
    const even = at([0, 1000], [500, 750], [1000, 500], [2000, 0]);
    expect(stretchOf(even, 400, 100)).toEqual({ done: 700, seconds: 1.4 });
  });

  it('does not count what was done before, and the end', () => {
    const uneven = at([0, 1000], [5000, 900], [6000, 100], [20_000, 0]);
    expect(stretchOf(uneven, 5000, 100)).toEqual({ done: 800, seconds: 1 });
  });

  it('does not exist if the rest was reached before the moment or never', () => {
    expect(stretchOf(at([0, 1000], [1000, 50], [2000, 0]), 1500, 100)).toBeUndefined();
    expect(stretchOf(at([0, 1000], [1000, 101]), 0, 100)).toBeUndefined();
    expect(stretchOf([], 0, 0)).toBeUndefined();
  });
});
