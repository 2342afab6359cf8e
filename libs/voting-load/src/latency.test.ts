import fc from 'fast-check';
import { latenciesOf } from './latency.ts';

describe('latencies', () => {
  it('are exact ranks', () => {
    const oneToHundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(latenciesOf(oneToHundred)).toEqual({ p50: 50, p95: 95, p99: 99, max: 100 });
    expect(latenciesOf([7])).toEqual({ p50: 7, p95: 7, p99: 7, max: 7 });
    expect(latenciesOf([])).toBeUndefined();
  });

  it('do not depend on the order, and never exceed the longest', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const found = latenciesOf(values);
        expect(found).toEqual(latenciesOf(values.toReversed()));
        expect(found?.max).toBeCloseTo(Math.max(...values));
        const atMost = values.filter((value) => value <= (found?.p95 ?? 0)).length;
        expect(atMost / values.length).toBeGreaterThanOrEqual(0.95);
      }),
    );
  });
});
