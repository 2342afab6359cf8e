import fc from 'fast-check';
import { instantMs, instantProblemText, instantText, readInstant } from './instant.ts';

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
    const { fr, en } = instantProblemText('no-offset');
    expect(fr).toBe(
      'Le décalage horaire manque. Écrivez l’instant avec son décalage horaire, par exemple 2030-10-07T08:00-04:00 ou 2030-10-07T12:00:00Z.',
    );
    expect(en).toContain('e.g. 2030-10-07T08:00-04:00');
  });
});
