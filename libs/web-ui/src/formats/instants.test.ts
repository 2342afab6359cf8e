import { formatInstant, timeZoneName } from './instants.ts';

const ZONE = 'America/Toronto';

describe('an instant', () => {
  it('is a day, a time and the name of the zone', () => {
    const instant = '2026-11-27T01:00:00Z';
    expect(formatInstant(instant, ZONE, 'fr')).toBe(
      'jeudi 26\u00a0novembre 2026, 20\u00a0h (heure de l’Est)',
    );
    expect(formatInstant(instant, ZONE, 'en')).toBe('Thursday 26\u00a0November 2026, 20:00 (Eastern Time)');
    expect(formatInstant(instant, 'UTC', 'fr')).toBe('vendredi 27\u00a0novembre 2026, 1\u00a0h (UTC)');
  });

  it('has the offset in the hour that the clocks show twice, and in no other', () => {
    // On 1 November 2026 the clocks of Toronto go back from 02:00 to 01:00, which is 06:00 UTC.
    expect(formatInstant('2026-11-01T05:30:00Z', ZONE, 'fr')).toContain(
      '1\u00a0h\u00a030 (heure de l’Est, UTC−04:00)',
    );
    expect(formatInstant('2026-11-01T06:30:00Z', ZONE, 'en')).toContain('01:30 (Eastern Time, UTC−05:00)');
    for (const once of ['2026-11-01T04:59:59Z', '2026-11-01T07:00:00Z', '2026-03-08T07:30:00Z']) {
      expect(timeZoneName(once, ZONE, 'en')).toBe('Eastern Time');
    }
  });

  it('is also written where the browser does not know the general name of a zone', () => {
    const { DateTimeFormat } = Intl;
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct: (target, [locale, options]: [string, Intl.DateTimeFormatOptions]) => {
        if (options.timeZoneName === 'longGeneric') throw new RangeError('Value longGeneric out of range');
        return new target(locale, options);
      },
    });
    try {
      expect(timeZoneName('2026-11-27T01:00:00Z', ZONE, 'fr')).toBe('heure normale de l’Est');
    } finally {
      Intl.DateTimeFormat = DateTimeFormat;
    }
  });
});
