import fc from 'fast-check';
import { divideUp, formatUnits, parseDecimal, rescale, sameDecimal } from './decimal.ts';

describe('decimals', () => {
  test('a formatted decimal parses to the same decimal', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(12), (units, scale) => {
        expect(parseDecimal(formatUnits(units, scale))).toEqual({ units, scale });
      }),
    );
  });

  test.each([
    ['6E-8', '0.00000006'],
    ['0E-8', '0'],
    ['1.5e2', '150'],
    ['-0.250', '-0.25'],
    ['12.', '12'],
  ])('%s is %s', (left, right) => {
    expect(sameDecimal(left, right)).toBe(true);
  });

  test.each(['', 'x', '1,5', '.5', '1e9999', '--1'])('%p is not a decimal, and equals nothing', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
    expect(sameDecimal(text, text)).toBe(false);
  });

  test('units can be rescaled to a finer scale, and quotients are rounded up', () => {
    expect(rescale({ units: 15n, scale: 1 }, 3)).toBe(1500n);
    expect(divideUp(6n, 3n)).toBe(2n);
    expect(divideUp(7n, 3n)).toBe(3n);
    expect(divideUp(0n, 3n)).toBe(0n);
  });
});
