import { isTimeZone, offsetIfShownTwice } from './time-zone.ts';

test.each(['UTC', 'America/Toronto', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'Europe/Paris'])(
  '%s is a time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(['', 'EST', '+05:00', 'utc', 'america/toronto', 'Europe/Nowhere', 'Local', 'America/Toronto '])(
  '%j is none',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);

test.each([
  ['2026-11-01T04:59:59Z', undefined],
  ['2026-11-01T05:00:00Z', '-04:00'],
  ['2026-11-01T05:59:59.999Z', '-04:00'],
  ['2026-11-01T06:00:00Z', '-05:00'],
  ['2026-11-01T07:00:00Z', undefined],
])(
  'the clocks of Toronto, which go back on 1 November 2026, need the offset at %s: %s',
  (instant, offset) => {
    expect(offsetIfShownTwice(Date.parse(instant), 'America/Toronto')).toBe(offset);
  },
);
