import fc from 'fast-check';
import { normalCandidate, withNormalName, withNormalTitle } from '../rules/normal-records.ts';
import { graphemes, normalName } from './name.ts';
import { nameProblem } from './value-checks.ts';

describe('a name', () => {
  it('is composed and has no spaces at its ends', () => {
    expect(normalName('  Cote\u0301 ')).toBe('Côté'.normalize('NFC').replace('ô', 'o'));
    expect(normalName('\u00a0\tRoy\n')).toBe('Roy');
    expect(normalName('Anne  Roy')).toBe('Anne  Roy');
  });

  it('does not change if it is normalised again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(normalName(normalName(name))).toBe(normalName(name));
      }),
    );
  });

  it('is counted as people count its characters', () => {
    expect(graphemes('')).toBe(0);
    expect(graphemes('Cote\u0301')).toBe(4);
    expect(graphemes('🇨🇦👩‍👩‍👧‍👦')).toBe(2);
    expect(nameProblem('name', 'é'.normalize('NFD').repeat(300))).toBeUndefined();
    expect(nameProblem('name', 'é'.repeat(301))).toMatchObject({
      en: 'The name must not be longer than 300 characters.',
    });
    expect(nameProblem('name', `e${'\u0301'.repeat(5_000)}`)?.en).toContain('must not be longer');
  });
});

describe('a record', () => {
  it('has normal names, and a first name that is empty is none', () => {
    expect(normalCandidate({ firstName: ' ', lastName: ' Cher ' })).toEqual({
      firstName: undefined,
      lastName: 'Cher',
    });
    expect(normalCandidate({ lastName: 'e\u0301' })).toEqual({ lastName: 'é' });
    expect(withNormalName({ id: 'R', name: { fr: ' a', en: 'b ' } })).toEqual({
      id: 'R',
      name: { fr: 'a', en: 'b' },
    });
    expect(withNormalTitle({ title: { fr: ' a', en: 'b ' } })).toEqual({ title: { fr: 'a', en: 'b' } });
    expect(withNormalTitle({})).toEqual({});
  });
});
