import fc from 'fast-check';
import { isIdentifier } from '../contests/contest.ts';
import {
  BLANK_SELECTION,
  BLANK_WORDS,
  isBlankWord,
  isLawOption,
  lawSelection,
  rankingOf,
  rankingSelection,
} from './selection.ts';

describe('selections', () => {
  it('keep a ranking in its order', () => {
    const candidates = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/), {
      minLength: 1,
    });
    fc.assert(
      fc.property(candidates, (ranking) => {
        expect(rankingOf(rankingSelection(ranking))).toEqual(ranking);
      }),
    );
  });

  it('of a blank vote name nobody, and are the identifier of nobody', () => {
    expect(rankingOf(BLANK_SELECTION)).toEqual([]);
    expect(rankingSelection([])).toBe(BLANK_SELECTION);
    expect(isIdentifier(BLANK_SELECTION)).toBe(false);
    expect([...BLANK_WORDS, 'BLANC', 'Blank'].every(isBlankWord)).toBe(true);
    expect(['', 'blanche', BLANK_SELECTION].some(isBlankWord)).toBe(false);
  });

  it('of a law are oui and non', () => {
    expect(lawSelection('oui')).toBe('oui');
    expect(['oui', 'non', 'OUI', 'yes', ''].map(isLawOption)).toEqual([true, true, false, false, false]);
  });
});
