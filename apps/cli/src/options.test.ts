import { Command } from 'commander';
import fc from 'fast-check';
import {
  identifier,
  instantIn,
  percent,
  share,
  timeZoneName,
  wholeNumber,
  writtenInstant,
} from './options.ts';

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

  it('shares must be fractions or percentages', () => {
    expect(['2/3', '66.67%', '50 %', '3/5'].map(share)).toEqual(['2/3', '66.67%', '50%', '60%']);
    for (const text of ['66.67', '3/2', '101%', 'x', '']) {
      expect(() => share(text)).toThrow('a fraction or a percentage');
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

  it('instants may leave their offset to the zone of the contest', () => {
    for (const text of ['2025-10-06T09:00-04:00', '2025-10-06T13:00:00.000Z', '2025-10-06T09:00']) {
      expect(writtenInstant(text)).toBe(text);
    }
    for (const text of ['2025-10-06', '2025-13-06T09:00Z', '2025-10-06T24:00', 'tomorrow']) {
      expect(() => writtenInstant(text)).toThrow(
        'Write the instant with its offset from UTC, e.g. 2030-10-07T08:00-04:00',
      );
    }
    const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    const inToronto = (text: string) => instantIn('America/Toronto', command, '--opens-at', text);
    expect(inToronto('2025-10-06T09:00')).toBe(Date.UTC(2025, 9, 6, 13));
    expect(inToronto('2025-10-06T09:00Z')).toBe(Date.UTC(2025, 9, 6, 9));
    expect(() => inToronto('2026-03-08T02:30')).toThrow(
      "option '--opens-at' argument '2026-03-08T02:30' is invalid. The clocks jump over this time",
    );
  });

  it('time zones have names of the IANA database', () => {
    expect(timeZoneName('America/Toronto')).toBe('America/Toronto');
    for (const text of ['EST', '-05:00', 'Toronto']) expect(() => timeZoneName(text)).toThrow('IANA');
  });

  it('identifiers follow the rule of the contests', () => {
    expect(identifier('L2025-001')).toBe('L2025-001');
    for (const text of ['', 'a b', 'law:x', 'é', 'x'.repeat(51)]) {
      expect(() => identifier(text)).toThrow('letters');
    }
  });
});
