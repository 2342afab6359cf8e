import fc from 'fast-check';
import type { SubmittedVote } from '@scrutin/contracts/messages';
import type { ContestKey, OpenContest, Selection } from '@scrutin/election';
import { contestKey, issueSubmissionId, lawRollKey } from '@scrutin/election';
import type { Claim, ClaimDecision } from '@scrutin/voter-roll';
import type { JudgingDependencies } from './judge-batch.ts';
import { validateVotes } from './validate-votes.ts';

const law = contestKey({ kind: 'law', lawId: 'L1' });
const open: OpenContest = {
  key: law,
  window: { opensAtMs: 1_000, closesAtMs: 2_000 },
  rollScheme: 'hmac-sha256',
  roll: { rollKey: lawRollKey('L1'), edition: 'e', generation: 'g', buckets: 1 },
  ballot: { kind: 'law' },
};

function vote(n: number, change: Partial<SubmittedVote> = {}): SubmittedVote {
  const entropy = new Uint8Array(12);
  new DataView(entropy.buffer).setUint32(0, n);
  return {
    submissionId: issueSubmissionId(entropy, () => new Uint8Array(4)),
    contest: law,
    credentialHash: Buffer.alloc(32, n).toString('base64url'),
    guessKey: `guess-${n}`,
    acceptedAtMs: 1_500,
    selection: 'oui' as Selection,
    ...change,
  };
}

function deps(
  decide: (claim: Claim) => ClaimDecision,
  contests: readonly OpenContest[] = [open],
): JudgingDependencies {
  const known = new Map(contests.map((contest): [ContestKey, OpenContest] => [contest.key, contest]));
  return {
    contest: (key) => known.get(key),
    freshContest: (key) => Promise.resolve(known.get(key)),
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

describe('validating a batch', () => {
  it('puts every vote into exactly one list, whatever Redis decides', async () => {
    const choice = fc.record({
      decision: fc.constantFrom(...DECISIONS),
      acceptedAtMs: fc.constantFrom(500, 1_000, 1_999, 2_000),
      selection: fc.constantFrom('oui', 'non', 'peut-être'),
      contest: fc.constantFrom(law, contestKey({ kind: 'law', lawId: 'L9' })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(choice), async (choices) => {
        const votes = choices.map((c, n) =>
          vote(n, { acceptedAtMs: c.acceptedAtMs, selection: c.selection as Selection, contest: c.contest }),
        );
        const decisionOf = new Map(votes.map((v, i) => [v.submissionId, choices[i]!.decision]));
        const outcome = await validateVotes(
          votes,
          deps((claim) => decisionOf.get(claim.submissionId)!),
        );
        const ids = [...outcome.eligible, ...outcome.rejected, ...outcome.inDoubt].map((v) => v.submissionId);
        expect(ids.sort()).toEqual(votes.map((v) => v.submissionId).sort());
        for (const { submissionId } of outcome.eligible) {
          expect(['claimed', 'mine']).toContain(decisionOf.get(submissionId));
        }
      }),
    );
  });

  it('P2: a vote that made its claim in an earlier delivery is eligible', async () => {
    const outcome = await validateVotes(
      [vote(1)],
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
    const outcome = await validateVotes([vote(1, change)], {
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
    const extended: OpenContest = { ...open, window: { opensAtMs: 1_000, closesAtMs: 9_000 } };
    const outcome = await validateVotes([vote(1, { acceptedAtMs: 5_000 })], {
      ...deps(() => 'claimed'),
      freshContest: () => Promise.resolve(extended),
    });
    expect(outcome.eligible).toHaveLength(1);
  });

  it.each(['roll-missing', 'unknown-credential', 'already-voted'] as const)(
    'P3: a vote is in doubt and not rejected if Redis decides %s',
    async (decision) => {
      const outcome = await validateVotes(
        [vote(1)],
        deps(() => decision),
      );
      expect(outcome.inDoubt).toEqual([vote(1)]);
      expect([...outcome.rejected, ...outcome.eligible]).toEqual([]);
    },
  );

  it('a vote is in doubt if the catalogue has no roll, and Redis is not asked', async () => {
    const outcome = await validateVotes(
      [vote(1)],
      deps(() => 'claimed', [{ ...open, roll: undefined }]),
    );
    expect(outcome.inDoubt).toHaveLength(1);
  });

  it('P6: a rejection contains neither the selection nor the guess key', async () => {
    const outcome = await validateVotes(
      [vote(1)],
      deps(() => 'wrong-region'),
    );
    expect(Object.keys(outcome.rejected[0]!).sort()).toEqual(
      ['acceptedAtMs', 'contest', 'credentialHash', 'reason', 'submissionId'].sort(),
    );
  });

  it('throws if decisions are missing', async () => {
    await expect(
      validateVotes([vote(1)], { ...deps(() => 'claimed'), claim: () => Promise.resolve([]) }),
    ).rejects.toThrow(RangeError);
  });
});
