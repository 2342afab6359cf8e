import fc from 'fast-check';
import { instantMs, instantProblemText, instantText, localInstantText, readInstant } from './instant.ts';

describe('an instant', () => {
  it.each([
    ['2030-10-07T08:00-04:00', Date.UTC(2030, 9, 7, 12)],
    ['2030-10-07T08:00:00-04:00', Date.UTC(2030, 9, 7, 12)],
    ['2030-10-07T12:00Z', Date.UTC(2030, 9, 7, 12)],
    ['2030-10-07T12:00:07.5Z', Date.UTC(2030, 9, 7, 12, 0, 7, 500)],
    ['2030-10-07T12:00:07.125Z', Date.UTC(2030, 9, 7, 12, 0, 7, 125)],
    ['2030-10-07T12:00:07.125000Z', Date.UTC(2030, 9, 7, 12, 0, 7, 125)],
    ['2030-10-07T00:00+14:00', Date.UTC(2030, 9, 6, 10)],
    ['2030-10-07T00:00-12:00', Date.UTC(2030, 9, 7, 12)],
    ['2030-10-07T05:45+05:45', Date.UTC(2030, 9, 7)],
    ['2030-10-07T12:00-00:00', Date.UTC(2030, 9, 7, 12)],
    ['2028-02-29T00:00Z', Date.UTC(2028, 1, 29)],
  ])('%s is read', (text, ms) => {
    expect(readInstant(text)).toEqual({ ok: true, ms });
    expect(instantMs(text)).toBe(ms);
  });

  it('is not made from a text that no schema has checked', () => {
    expect(() => instantMs('tomorrow')).toThrow(RangeError);
  });

  it.each([
    ['', 'not-an-instant'],
    ['tomorrow', 'not-an-instant'],
    ['2030-10-07', 'not-an-instant'],
    ['2030-10-07 08:00-04:00', 'not-an-instant'],
    [' 2030-10-07T08:00-04:00', 'not-an-instant'],
    ['2030-10-07T08:00-04:00\n', 'not-an-instant'],
    ['2030-10-07t08:00z', 'not-an-instant'],
    ['2030-10-07T08-04:00', 'not-an-instant'],
    ['2030-10-07T08:00:00.-04:00', 'not-an-instant'],
    ['２０３０-10-07T08:00Z', 'not-an-instant'],
    ['2030-10-07T08:00\u221204:00', 'not-an-instant'],
    ['+012030-10-07T08:00Z', 'not-an-instant'],
    ['2030-10-07T08:00', 'no-offset'],
    ['2030-10-07T08:00:00.5', 'no-offset'],
    ['2030-10-07T08:00-0400', 'no-such-offset'],
    ['2030-10-07T08:00-04', 'no-such-offset'],
    ['2030-10-07T08:00+23:59', 'no-such-offset'],
    ['2030-10-07T08:00+24:00', 'no-such-offset'],
    ['2030-10-07T08:00+14:01', 'no-such-offset'],
    ['2030-10-07T08:00-12:15', 'no-such-offset'],
    ['2030-10-07T08:00-04:60', 'no-such-offset'],
    ['2030-02-30T08:00Z', 'no-such-day'],
    ['2030-02-29T08:00Z', 'no-such-day'],
    ['2030-00-10T08:00Z', 'no-such-day'],
    ['2030-13-10T08:00Z', 'no-such-day'],
    ['2030-04-31T08:00Z', 'no-such-day'],
    ['2030-10-00T08:00Z', 'no-such-day'],
    ['2030-10-07T24:00Z', 'no-such-time'],
    ['2030-10-07T24:00:00-04:00', 'no-such-time'],
    ['2030-10-07T08:60Z', 'no-such-time'],
    ['2030-10-07T23:59:60Z', 'no-such-time'],
    ['2030-10-07T08:00:00.0001Z', 'too-fine'],
    ['2030-10-07T08:00:00.999999999Z', 'too-fine'],
    ['1969-12-31T23:59Z', 'out-of-range'],
    ['1970-01-01T00:00+01:00', 'out-of-range'],
    ['0099-10-07T08:00Z', 'out-of-range'],
    ['9999-12-31T23:59-01:00', 'out-of-range'],
  ])('%j is refused: %s', (text, problem) => {
    expect(readInstant(text)).toEqual({ ok: false, problem });
  });

  it('can be read back from the text that this system writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
        expect(readInstant(instantText(ms))).toEqual({ ok: true, ms });
      }),
    );
  });

  it('is explained with an example in both languages', () => {
    const { fr, en } = instantProblemText({ ok: false, problem: 'no-offset' });
    expect(fr).toBe(
      'Le décalage horaire manque. Écrivez l’instant avec son décalage horaire, par exemple 2030-10-07T08:00-04:00 ou 2030-10-07T12:00:00Z.',
    );
    expect(en).toContain('e.g. 2030-10-07T08:00-04:00');
  });
});

describe('a time without an offset', () => {
  it.each([
    ['2026-07-01T08:00', 'America/Toronto', '2026-07-01T12:00:00.000Z'],
    ['2026-12-01T08:00', 'America/Toronto', '2026-12-01T13:00:00.000Z'],
    ['2026-07-01T08:00:07.5', 'America/St_Johns', '2026-07-01T10:30:07.500Z'],
    ['2026-12-01T08:00', 'America/St_Johns', '2026-12-01T11:30:00.000Z'],
    ['2026-07-01T08:00', 'Europe/Paris', '2026-07-01T06:00:00.000Z'],
    ['2026-01-01T08:00', 'Australia/Lord_Howe', '2025-12-31T21:00:00.000Z'],
    ['2026-07-01T08:00', 'Australia/Lord_Howe', '2026-06-30T21:30:00.000Z'],
    ['2011-12-29T23:59', 'Pacific/Apia', '2011-12-30T09:59:00.000Z'],
    ['2011-12-31T00:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2026-07-01T08:00', 'UTC', '2026-07-01T08:00:00.000Z'],
  ])('%s in %s is %s', (text, timeZone, instant) => {
    expect(readInstant(text, timeZone)).toEqual({ ok: true, ms: Date.parse(instant) });
  });

  it.each([
    ['2026-03-08T02:00', 'America/Toronto', 'skipped-by-clocks', ['-05:00', '-04:00']],
    ['2026-03-08T02:59:59.999', 'America/Toronto', 'skipped-by-clocks', ['-05:00', '-04:00']],
    ['2026-11-01T01:00', 'America/Toronto', 'shown-twice', ['-04:00', '-05:00']],
    ['2026-03-08T02:30', 'America/St_Johns', 'skipped-by-clocks', ['-03:30', '-02:30']],
    ['2026-11-01T01:30', 'America/St_Johns', 'shown-twice', ['-02:30', '-03:30']],
    ['2026-03-29T02:30', 'Europe/Paris', 'skipped-by-clocks', ['+01:00', '+02:00']],
    ['2026-10-25T02:30', 'Europe/Paris', 'shown-twice', ['+02:00', '+01:00']],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', 'skipped-by-clocks', ['+10:30', '+11:00']],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', 'shown-twice', ['+11:00', '+10:30']],
    ['2011-12-30T12:00', 'Pacific/Apia', 'skipped-by-clocks', ['-10:00', '+14:00']],
  ])('%s in %s is refused: %s', (text, timeZone, problem, offsets) => {
    expect(readInstant(text, timeZone)).toEqual({ ok: false, problem, change: { timeZone, offsets } });
  });

  it.each([
    ['2026-03-08T01:59:59.999', '2026-03-08T06:59:59.999Z'],
    ['2026-03-08T03:00', '2026-03-08T07:00:00.000Z'],
    ['2026-11-01T00:59:59.999', '2026-11-01T04:59:59.999Z'],
    ['2026-11-01T02:00', '2026-11-01T07:00:00.000Z'],
  ])('%s beside a change of the clocks is %s', (text, instant) => {
    expect(readInstant(text, 'America/Toronto')).toEqual({ ok: true, ms: Date.parse(instant) });
  });

  it('that the clocks show twice is asked for with both offsets, in both languages', () => {
    const twice = readInstant('2026-11-01T01:30', 'America/Toronto');
    const { fr, en } = instantProblemText(twice as never);
    expect(en).toContain('in America/Toronto, first with the offset -04:00, then with -05:00');
    expect(fr).toContain('dans le fuseau America/Toronto, d’abord avec le décalage -04:00, puis avec -05:00');
  });

  it('has the problems of its form first, and its offset still counts if it is given', () => {
    expect(readInstant('2030-02-30T08:00')).toEqual({ ok: false, problem: 'no-such-day' });
    expect(readInstant('2030-10-07T24:00', 'Europe/Paris')).toEqual({ ok: false, problem: 'no-such-time' });
    expect(readInstant('2026-11-01T01:30-05:00', 'America/Toronto')).toEqual({
      ok: true,
      ms: Date.UTC(2026, 10, 1, 6, 30),
    });
  });
});

describe('an instant in a zone', () => {
  const zones = fc.constantFrom(
    'UTC',
    'America/Toronto',
    'Europe/Paris',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/St_Johns',
    'Asia/Kathmandu',
  );
  // To the second half of the century; later rules of zones are guesses.
  const instants = fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2060, 0, 1) });

  it('can be read back from its text with the offset', () => {
    fc.assert(
      fc.property(instants, zones, (ms, timeZone) => {
        expect(readInstant(localInstantText(ms, timeZone))).toEqual({ ok: true, ms });
      }),
    );
  });

  it('can be read back from its text without the offset, unless the clocks show that time twice', () => {
    fc.assert(
      fc.property(instants, zones, (ms, timeZone) => {
        const local = localInstantText(ms, timeZone).replace(/(?:Z|[+-]\d{2}:\d{2})$/, '');
        const read = readInstant(local, timeZone);
        if (read.ok) expect(read.ms).toBe(ms);
        else expect(read.problem).toBe('shown-twice');
      }),
    );
  });

  it('is written on the clocks of a zone to the millisecond', () => {
    const ms = Date.UTC(2030, 9, 7, 12);
    expect(localInstantText(ms + 5, 'Asia/Kathmandu')).toBe('2030-10-07T17:45:00.005+05:45');
  });
});
