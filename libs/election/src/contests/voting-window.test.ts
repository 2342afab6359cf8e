import fc from 'fast-check';
import { HOUR_MS, hourOf, windowStateAt } from './voting-window.ts';

describe('P9: a voting window', () => {
  const window = { opensAtMs: 1_000, closesAtMs: 2_000 };

  it.each([
    [999, 'not-open'],
    [1_000, 'open'],
    [1_999, 'open'],
    [2_000, 'closed'],
  ])('at %d is %s', (atMs, state) => {
    expect(windowStateAt(window, atMs)).toBe(state);
  });

  it('goes from not open to open to closed and never back', () => {
    const order = ['not-open', 'open', 'closed'];
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.integer(), fc.nat(), (opensAtMs, length, atMs, later) => {
        const some = { opensAtMs, closesAtMs: opensAtMs + length };
        const first = order.indexOf(windowStateAt(some, atMs));
        expect(order.indexOf(windowStateAt(some, atMs + later))).toBeGreaterThanOrEqual(first);
      }),
    );
  });

  it('P6: the time of a voter is stored no finer than the hour', () => {
    expect(hourOf(0)).toBe(0);
    expect(hourOf(HOUR_MS - 1)).toBe(0);
    expect(hourOf(HOUR_MS)).toBe(1);
  });
});
