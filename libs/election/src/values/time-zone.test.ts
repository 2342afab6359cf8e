import { isTimeZone } from './time-zone.ts';

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
