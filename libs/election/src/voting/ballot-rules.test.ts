import type { BallotRules, Candidacies } from './ballot-rules.ts';
import { selectionReason } from './ballot-rules.ts';
import type { Selection } from './selection.ts';
import { BLANK_SELECTION, lawSelection, rankingSelection } from './selection.ts';

const candidacies: Candidacies = new Map([
  ['ann', { withdrawnAtMs: undefined }],
  ['bob', { withdrawnAtMs: undefined }],
  ['cat', { withdrawnAtMs: 500 }],
  ['dan', { withdrawnAtMs: undefined }],
]);
const LAW = { kind: 'law', blankVotes: 'not-allowed' } as const;
const single: BallotRules = {
  kind: 'race',
  blankVotes: 'not-allowed',
  method: 'single_choice',
  maxRanks: 1,
  candidacies,
};
const ranked: BallotRules = {
  kind: 'race',
  blankVotes: 'not-allowed',
  method: 'ranked_choice',
  maxRanks: 3,
  candidacies,
};
const reasonOf = (rules: BallotRules, ...ids: string[]) =>
  selectionReason(rules, rankingSelection(ids), 1_000);

describe('what a ballot may say', () => {
  test('a law takes oui or non and nothing else', () => {
    expect(selectionReason(LAW, lawSelection('oui'), 0)).toBeUndefined();
    expect(selectionReason(LAW, 'ann' as Selection, 0)).toBe('invalid-selection');
  });

  test('a single choice is one candidate who has not withdrawn, and a ranking of one is a single choice', () => {
    expect(reasonOf(single, 'ann')).toBeUndefined();
    expect(reasonOf(ranked, 'ann')).toBeUndefined();
  });

  test.each([
    [single, ['ann', 'bob'], 'ranking-not-allowed'],
    [single, ['eve'], 'unknown-candidate'],
    [single, ['cat'], 'withdrawn-candidate'],
    [ranked, ['ann', 'cat'], 'withdrawn-candidate'],
    [ranked, ['ann', 'bob', 'ann'], 'repeated-candidate'],
    [ranked, ['ann', 'bob', 'dan', 'cat'], 'too-many-ranks'],
    [ranked, ['ann', 'eve'], 'unknown-candidate'],
    [ranked, [], 'blank-not-allowed'],
    [LAW, [], 'blank-not-allowed'],
    [LAW, ['ann', 'bob'], 'invalid-selection'],
  ] satisfies [BallotRules, string[], string][])('%j: %j is refused as %s', (rules, ids, reason) => {
    expect(reasonOf(rules, ...ids)).toBe(reason);
  });

  test('a blank vote is taken where it is allowed, and only alone', () => {
    const rules = [single, ranked, LAW].map((each): BallotRules => ({ ...each, blankVotes: 'allowed' }));
    expect(rules.map((each) => selectionReason(each, BLANK_SELECTION, 0))).toEqual(
      rules.map(() => undefined),
    );
    expect(reasonOf({ ...ranked, blankVotes: 'allowed' }, 'ann', BLANK_SELECTION)).toBe('unknown-candidate');
    expect(selectionReason({ ...LAW, blankVotes: 'allowed' }, '' as Selection, 0)).toBe('invalid-selection');
  });

  test('a ballot that was accepted before a withdrawal is valid, and one accepted at that moment is not (P9)', () => {
    expect(selectionReason(ranked, rankingSelection(['cat']), 499)).toBeUndefined();
    expect(selectionReason(ranked, rankingSelection(['cat']), 500)).toBe('withdrawn-candidate');
  });
});
