import fc from 'fast-check';
import type { CatalogueContest, ContestKey, Selection } from '@scrutin/election';
import { contestKey } from '@scrutin/election';
import type { Claim, ClaimDecision } from '@scrutin/voter-roll';
import { LAW, OPEN_LAW, submittedVote } from './fixture/submitted-vote.ts';
import type { JudgingDependencies } from './judge-batch.ts';
import { judgeBatch } from './judge-batch.ts';

function deps(
  decide: (claim: Claim) => ClaimDecision,
  contests: readonly CatalogueContest[] = [OPEN_LAW],
): JudgingDependencies {
  const known = new Map(contests.map((contest): [ContestKey, CatalogueContest] => [contest.key, contest]));
  return {
    contest: (key) => known.get(key),
    freshContests: () => Promise.resolve(known),
    claim: (claims) => Promise.resolve(claims.map(decide)),
  };
}

const DECISIONS = [
  'claimed',
  'mine',
  'already-voted',
  'unknown-credential',
  'wrong-region',
  'roll-missing',
] as const satisfies readonly ClaimDecision[];

describe('judging votes on laws', () => {
  it('puts every vote into exactly one list, whatever Redis decides', async () => {
    const choice = fc.record({
      decision: fc.constantFrom(...DECISIONS),
      acceptedAtMs: fc.constantFrom(500, 1_000, 1_999, 2_000),
      selection: fc.constantFrom('oui', 'non', 'peut-être'),
      contest: fc.constantFrom(LAW, contestKey({ kind: 'law', lawId: 'L9' })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(choice), async (choices) => {
        const votes = choices.map((c, n) =>
          submittedVote(n, {
            acceptedAtMs: c.acceptedAtMs,
            selection: c.selection as Selection,
            contest: c.contest,
          }),
        );
        const decisionOf = new Map(votes.map((v, i) => [v.submissionId, choices[i]!.decision]));
        const outcome = await judgeBatch(
          votes,
          deps((claim) => decisionOf.get(claim.submissionId)!),
        );
        const ids = [
          ...outcome.eligible,
          ...outcome.rejected,
          ...outcome.undecided.map((each) => each.vote),
        ].map((v) => v.submissionId);
        expect(ids.sort()).toEqual(votes.map((v) => v.submissionId).sort());
        for (const { submissionId } of outcome.eligible) {
          expect(['claimed', 'mine']).toContain(decisionOf.get(submissionId));
        }
      }),
    );
  });

  it('P2: a vote that made its claim in an earlier delivery is eligible', async () => {
    const outcome = await judgeBatch(
      [submittedVote(1)],
      deps(() => 'mine'),
    );
    expect(outcome.eligible).toHaveLength(1);
  });

  it.each([
    ['not-open', { acceptedAtMs: 999 }],
    ['closed', { acceptedAtMs: 2_000 }],
    ['unknown-contest', { contest: contestKey({ kind: 'law', lawId: 'L9' }) }],
    ['invalid-selection', { selection: 'peut-être' as Selection }],
    ['invalid-selection', { selection: '' as Selection }],
  ])('P9: rejects as %s before any credential is claimed', async (reason, change) => {
    const claimed: Claim[] = [];
    const outcome = await judgeBatch([submittedVote(1, change)], {
      ...deps(() => 'claimed'),
      claim: (claims) => {
        claimed.push(...claims);
        return Promise.resolve([]);
      },
    });
    expect(outcome.rejected.map((r) => r.reason)).toEqual([reason]);
    expect(claimed).toEqual([]);
  });

  it('P9: reads the contest from the database before it rejects by a window', async () => {
    const extended: CatalogueContest = { ...OPEN_LAW, window: { opensAtMs: 1_000, closesAtMs: 9_000 } };
    const outcome = await judgeBatch([submittedVote(1, { acceptedAtMs: 5_000 })], {
      ...deps(() => 'claimed'),
      freshContests: () => Promise.resolve(new Map([[extended.key, extended]])),
    });
    expect(outcome.eligible).toHaveLength(1);
  });

  it.each(['roll-missing', 'unknown-credential', 'already-voted'] as const)(
    'P3: a vote is undecided and not rejected if Redis decides %s',
    async (decision) => {
      const outcome = await judgeBatch(
        [submittedVote(1)],
        deps(() => decision),
      );
      expect(outcome.undecided).toMatchObject([{ vote: submittedVote(1), because: decision }]);
      expect([...outcome.rejected, ...outcome.eligible]).toEqual([]);
    },
  );

  it('a vote is undecided if the catalogue has no roll, and Redis is not asked', async () => {
    const outcome = await judgeBatch(
      [submittedVote(1)],
      deps(() => 'claimed', [{ ...OPEN_LAW, roll: undefined }]),
    );
    expect(outcome.undecided).toEqual([{ vote: submittedVote(1), because: 'no-roll' }]);
  });

  it('P6: a rejection contains neither the selection nor the guess key', async () => {
    const outcome = await judgeBatch(
      [submittedVote(1)],
      deps(() => 'wrong-region'),
    );
    expect(Object.keys(outcome.rejected[0]!).sort()).toEqual(
      ['acceptedAtMs', 'contest', 'credentialHash', 'reason', 'submissionId'].sort(),
    );
  });

  it('throws if decisions are missing', async () => {
    await expect(
      judgeBatch([submittedVote(1)], { ...deps(() => 'claimed'), claim: () => Promise.resolve([]) }),
    ).rejects.toThrow(RangeError);
  });
});
