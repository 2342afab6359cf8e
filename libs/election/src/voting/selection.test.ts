import fc from 'fast-check';
import { isLawOption, lawSelection, rankingOf, rankingSelection } from './selection.ts';

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

  it('of a law are oui and non', () => {
    expect(lawSelection('oui')).toBe('oui');
    expect(['oui', 'non', 'OUI', 'yes', ''].map(isLawOption)).toEqual([true, true, false, false, false]);
  });
});
