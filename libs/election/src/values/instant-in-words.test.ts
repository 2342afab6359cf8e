import { instantInWords } from './instant-in-words.ts';

/** No-break spaces as `~`, so that they can be read. */
function words(iso: string, timeZone: string): { fr: string; en: string } {
  const { fr, en } = instantInWords(Date.parse(iso), timeZone);
  return { fr: fr.replaceAll('\u00a0', '~'), en };
}

test('an instant is written on the clocks of its zone, with its name, beside UTC', () => {
  expect(words('2026-11-26T19:05:00Z', 'America/Toronto')).toEqual({
    fr: '26 novembre 2026 à 14~h~05 (America/Toronto), 19~h~05 UTC',
    en: '26 November 2026 at 14:05 (America/Toronto), 19:05 UTC',
  });
});

test('the day in UTC is written where it is another day, on both sides of Greenwich', () => {
  expect(words('2026-08-01T00:00:00Z', 'America/Toronto')).toEqual({
    fr: '31 juillet 2026 à 20~h (America/Toronto), 1er août 2026 à 0~h UTC',
    en: '31 July 2026 at 20:00 (America/Toronto), 1 August 2026 at 00:00 UTC',
  });
  expect(words('2026-12-31T20:00:00Z', 'Asia/Kathmandu').en).toBe(
    '1 January 2027 at 01:45 (Asia/Kathmandu), 31 December 2026 at 20:00 UTC',
  );
});

test('the zone UTC is written once, seconds only if there are any, and nothing finer', () => {
  expect(words('2026-03-05T09:00:00.999Z', 'UTC')).toEqual({
    fr: '5 mars 2026 à 9~h UTC',
    en: '5 March 2026 at 09:00 UTC',
  });
  expect(words('2026-03-05T09:07:05.5Z', 'UTC')).toEqual({
    fr: '5 mars 2026 à 9~h~07~min~05~s UTC',
    en: '5 March 2026 at 09:07:05 UTC',
  });
});

test('the hour that the clocks show twice is told apart by UTC', () => {
  const [first, second] = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'].map(
    (iso) => words(iso, 'America/Toronto').en,
  );
  expect(first).toBe('1 November 2026 at 01:30 (America/Toronto), 05:30 UTC');
  expect(second).toBe('1 November 2026 at 01:30 (America/Toronto), 06:30 UTC');
});

test.each(Array.from({ length: 12 }, (_, month) => month))(
  'month %i has its name in both languages',
  (month) => {
    const atMs = Date.UTC(2026, month, 15);
    for (const [language, locale] of [
      ['fr', 'fr-CA'],
      ['en', 'en-CA'],
    ] as const) {
      const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(atMs);
      expect(instantInWords(atMs, 'UTC')[language]).toContain(` ${name} `);
    }
  },
);
