import fc from 'fast-check';
import type { CatalogueContest } from '../contests/catalogue.ts';
import { contestKey } from '../contests/contest.ts';
import { VOTING_METHODS } from './ballot-rules.ts';
import { judgeVote } from './judge-vote.ts';
import { isRejectionReason } from './rejection-reason.ts';
import type { Selection } from './selection.ts';
import { lawSelection, rankingSelection } from './selection.ts';

const LAW: CatalogueContest = {
  key: contestKey({ kind: 'law', lawId: 'L1' }),
  window: { opensAtMs: 1_000, closesAtMs: 2_000 },
  rollScheme: undefined,
  ballot: { kind: 'law', blankVotes: 'not-allowed' },
};
const RACE: CatalogueContest = {
  ...LAW,
  key: contestKey({ kind: 'election', electionId: 'E1', regionId: 'R1' }),
  ballot: {
    kind: 'race',
    blankVotes: 'not-allowed',
    method: 'ranked_choice',
    maxRanks: 2,
    candidacies: new Map([
      ['ann', { withdrawnAtMs: undefined }],
      ['bob', { withdrawnAtMs: 1_500 }],
    ]),
  },
};

describe('judging a vote', () => {
  test('answers with the contest that takes it', () => {
    expect(judgeVote(LAW, lawSelection('oui'), 1_000)).toEqual({ verdict: 'acceptable', contest: LAW });
    expect(judgeVote(RACE, rankingSelection(['bob', 'ann']), 1_499)).toEqual({
      verdict: 'acceptable',
      contest: RACE,
    });
  });

  test('P9: the time of acceptance decides, and the closing is outside the window', () => {
    const reasonAt = (atMs: number) => {
      const judgement = judgeVote(LAW, lawSelection('non'), atMs);
      return judgement.verdict === 'outside-window' ? judgement.reason : judgement.verdict;
    };
    expect([999, 1_000, 1_999, 2_000].map(reasonAt)).toEqual([
      'not-open',
      'acceptable',
      'acceptable',
      'closed',
    ]);
  });

  test.each([
    [undefined, 'oui', 1_500, 'unknown-contest'],
    [LAW, 'peut-être', 500, 'not-open'],
    [LAW, 'peut-être', 1_500, 'invalid-selection'],
    [LAW, '', 1_500, 'invalid-selection'],
    [RACE, '', 1_500, 'invalid-selection'],
    [RACE, 'cat', 2_000, 'closed'],
    [RACE, 'cat', 1_500, 'unknown-candidate'],
    [RACE, 'ann>bob', 1_500, 'withdrawn-candidate'],
    [RACE, 'ann>ann', 1_500, 'repeated-candidate'],
    [RACE, 'ann>bob>cat', 1_500, 'too-many-ranks'],
  ])('of %j: %j at %i is refused as %s', (contest, selection, atMs, reason) => {
    expect(judgeVote(contest, selection as Selection, atMs)).toMatchObject({ reason });
  });

  test('gives a word of the closed set for every refusal, and the same answer each time', () => {
    const race = fc.record({
      method: fc.constantFrom(...VOTING_METHODS),
      maxRanks: fc.integer({ min: 1, max: 3 }),
      withdrawnAtMs: fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined }),
    });
    const selection = fc
      .array(fc.constantFrom('ann', 'bob', 'cat', ''), { maxLength: 4 })
      .map(rankingSelection);
    fc.assert(
      fc.property(race, selection, fc.integer({ min: 0, max: 3_000 }), (rules, choice, atMs) => {
        const candidacies = new Map([
          ['ann', { withdrawnAtMs: rules.withdrawnAtMs }],
          ['bob', { withdrawnAtMs: undefined }],
        ]);
        const contest: CatalogueContest = {
          ...RACE,
          ballot: { kind: 'race', blankVotes: 'not-allowed', ...rules, candidacies },
        };
        const judgement = judgeVote(contest, choice, atMs);
        expect(judgeVote(contest, choice, atMs)).toEqual(judgement);
        if (judgement.verdict !== 'acceptable') expect(isRejectionReason(judgement.reason)).toBe(true);
      }),
    );
  });
});
