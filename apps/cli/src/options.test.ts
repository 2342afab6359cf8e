import fc from 'fast-check';
import { identifier, instant, percent, threshold, wholeNumber } from './options.ts';

describe('values of options', () => {
  it('whole numbers must be within their bounds', () => {
    fc.assert(
      fc.property(fc.nat(), (n) => {
        expect(wholeNumber(0)(String(n))).toBe(n);
      }),
    );
    for (const text of ['', '-1', '1.5', '1e3', '0x10', ' 1', '11']) {
      expect(() => wholeNumber(1, 10)(text)).toThrow('whole number from 1 to 10');
    }
  });

  it('thresholds must be percentages with at most two decimals', () => {
    for (const value of [0, 50, 66.67, 100]) expect(threshold(String(value))).toBe(value);
    for (const text of ['', '-1', '100.01', '66.667', '5e1', ' 50', '.5', 'half']) {
      expect(() => threshold(text)).toThrow('at most two decimals');
    }
  });

  it('percentages must be between 0 and 100', () => {
    expect(percent('0')).toBe(0);
    expect(percent('2.5')).toBe(2.5);
    expect(percent('100')).toBe(100);
    for (const text of ['-1', '101', '5%', '', 'NaN', 'Infinity']) {
      expect(() => percent(text)).toThrow('percentage');
    }
  });

  it('instants must have an offset', () => {
    expect(instant('2025-10-06T09:00-04:00')).toBe(Date.UTC(2025, 9, 6, 13));
    expect(instant('2025-10-06T13:00:00.000Z')).toBe(Date.UTC(2025, 9, 6, 13));
    for (const text of [
      '2025-10-06',
      '2025-10-06T09:00',
      '2025-13-06T09:00Z',
      '2025-10-06T24:00Z',
      'tomorrow',
    ]) {
      expect(() => instant(text)).toThrow(
        'Write the instant with its offset from UTC, e.g. 2030-10-07T08:00-04:00',
      );
    }
  });

  it('identifiers follow the rule of the contests', () => {
    expect(identifier('L2025-001')).toBe('L2025-001');
    for (const text of ['', 'a b', 'law:x', 'é', 'x'.repeat(51)]) {
      expect(() => identifier(text)).toThrow('letters');
    }
  });
});
