import { contestOfSelections, tabulate } from '@scrutin/tabulation';
import { CONTEST_STATES } from '../life/lifecycle.ts';
import {
  countingRefusal,
  isComplete,
  publicationRefusal,
  ruleSetOfLaw,
  rulesToCountBy,
} from './counting-rules.ts';

test('it is counted after the closing, or while it is open when everybody sees the results as they come', () => {
  const countable = (visibility: 'live' | 'after-closing') =>
    CONTEST_STATES.filter((state) => countingRefusal(state, visibility) === undefined);
  expect(countable('live')).toEqual(['open', 'closed']);
  expect(countable('after-closing')).toEqual(['closed']);
  expect(countingRefusal('draft', 'live')?.detail).toMatch(/It is a draft/);
  expect(countingRefusal('certified', 'live')?.detail).toMatch(/final/);
});

test('it is counted by the rules that voters were told of, to which lots alone may be added', () => {
  expect(rulesToCountBy('irv:lot=a', 'irv')).toMatchObject({ ok: true, value: { rule: 'irv', lot: ['a'] } });
  expect(rulesToCountBy('plurality', 'irv')).toMatchObject({
    kind: 'invalid',
    detail: expect.stringMatching(/counted by irv/) as string,
  });
  expect(rulesToCountBy('none', 'irv')).toMatchObject({
    kind: 'invalid',
    detail: expect.stringMatching(/cannot be read/) as string,
  });
  expect(ruleSetOfLaw({ quorumVotes: undefined, thresholdBasisPoints: 6_000 })).toBe(
    'referendum:threshold=60,comparison=at-least',
  );
});

describe('a count is published', () => {
  const candidates = ['a', 'b'].map((id) => ({ id, name: id }));
  const selections = ['a', 'b'].map((selection) => ({ selection, ballots: 2n }));
  const countBy = (ruleSet: string) => {
    const rules = rulesToCountBy(ruleSet, ruleSet);
    if (!rules.ok) throw new Error(rules.detail);
    return { ruleSet, result: tabulate(contestOfSelections(candidates, selections, 1), rules.value) };
  };

  test('when it came to its end', () => {
    const undecided = countBy('plurality');
    expect(isComplete(undecided.result)).toBe(false);
    expect(publicationRefusal(undecided, 'plurality')?.detail).toMatch(/did not come to its end/);
    expect(publicationRefusal(countBy('plurality:lot=b'), 'plurality')).toBeUndefined();
    expect(isComplete(null)).toBe(false);
  });

  test('when it was made by the rules of the contest', () => {
    expect(publicationRefusal(countBy('plurality:lot=b'), 'irv')?.detail).toMatch(
      /this count was by plurality:lot=b/,
    );
  });

  test('when no tie was broken by the order of the ballot', () => {
    expect(publicationRefusal(countBy('wigm-prf'), 'wigm-prf')?.detail).toMatch(
      /^A tie of .* by the order of the ballot/,
    );
    expect(publicationRefusal(countBy('wigm-prf:order=b/a'), 'wigm-prf')).toBeUndefined();
  });
});
