import fc from 'fast-check';
import { percentageOf } from './percentage.ts';

describe('a percentage', () => {
  it.each([
    [0n, 0n, 0],
    [0n, 7n, 0],
    [7n, 7n, 100],
    [1n, 3n, 33.33],
    [2n, 3n, 66.67],
    [1n, 8n, 12.5],
    [1n, 20_000n, 0.01], // 0.005: half goes up
    [1n, 20_001n, 0],
    [12_345n, 1_000_000n, 1.23], // 1.2345
    [12_350n, 1_000_000n, 1.24], // 1.235
    [2n ** 62n, 2n ** 63n, 50],
  ])('%s of %s is %s', (part, whole, percent) => {
    expect(percentageOf(part, whole)).toBe(percent);
  });

  it('is never more than half a hundredth away, and has two decimals', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 15n), fc.bigInt(0n, 10n ** 15n), (whole, any) => {
        const part = any % (whole + 1n);
        const hundredths = BigInt(Math.round(percentageOf(part, whole) * 100));
        const off = 20_000n * part - 2n * hundredths * whole;
        expect(off >= -whole && off < whole).toBe(true);
        expect(percentageOf(part, whole).toString()).toMatch(/^\d{1,3}(\.\d{1,2})?$/);
      }),
    );
  });
});
