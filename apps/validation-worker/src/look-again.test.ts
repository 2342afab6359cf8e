import fc from 'fast-check';
import type { SubmittedVote } from '@scrutin/contracts/messages';
import { credentialHashHex } from '@scrutin/contracts/messages';
import type { CatalogueContest, RecordedRoll } from '@scrutin/election';
import type { Claim, ClaimDecision } from '@scrutin/voter-roll';
import { doubtClock } from './doubt-clock.ts';
import { credentialHash, OPEN_LAW, submittedVote } from './fixture/submitted-vote.ts';
import type { SecondLookDependencies } from './look-again.ts';
import { lookAgain } from './look-again.ts';

const ROLL: RecordedRoll = OPEN_LAW.roll;

/** The vote with the number n, by a credential that another vote may have too. */
function vote(n: number, credential = n): SubmittedVote {
  return submittedVote(n, { credentialHash: credentialHash(credential) });
}

/** The hash of the credential n, as PostgreSQL stores it. */
const storedHash = (n: number): string => credentialHashHex(credentialHash(n));

/** A worker with the decisions of Redis, and with a PostgreSQL that has counted votes of these credentials. */
function worker(
  decide: (claim: Claim) => ClaimDecision,
  {
    counted = [],
    contest = OPEN_LAW,
    isGone = false,
    isCounting = true,
  }: { counted?: number[]; contest?: CatalogueContest; isGone?: boolean; isCounting?: boolean } = {},
) {
  const time = { nowMs: 0 };
  const queries: (readonly string[])[] = [];
  const deps: SecondLookDependencies = {
    freshContests: () => Promise.resolve(new Map(isGone ? [] : [[contest.key, contest]])),
    claim: (claims) => Promise.resolve(claims.map(decide)),
    countedAmong: (_, hashes) => {
      queries.push(hashes);
      const known = new Set(counted.map(storedHash));
      return Promise.resolve(new Set(hashes.filter((hash) => known.has(hash))));
    },
    isCounting: () => Promise.resolve(isCounting),
    doubts: doubtClock(30_000, () => time.nowMs),
  };
  return { deps, time, queries };
}

describe('a second look', () => {
  it('puts every vote into exactly one list, whatever Redis decides and PostgreSQL has counted', async () => {
    const choice = fc.record({
      decision: fc.constantFrom<ClaimDecision>(
        ...([
          'claimed',
          'mine',
          'already-voted',
          'unknown-credential',
          'wrong-region',
          'roll-missing',
        ] as const),
      ),
      isCounted: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(choice, { maxLength: 40 }), async (choices) => {
        const votes = choices.map((_, n) => vote(n));
        const decisions = new Map(votes.map((each, i) => [each.submissionId, choices[i]!]));
        const counted = choices.flatMap(({ isCounted }, n) => (isCounted ? [n] : []));
        const { deps } = worker(({ submissionId }) => decisions.get(submissionId)!.decision, { counted });
        const { eligible, rejected, missing, contested } = await lookAgain(votes, deps);
        const ids = [...eligible, ...rejected, ...missing, ...contested].map(
          ({ submissionId }) => submissionId,
        );
        expect(ids.sort()).toEqual(votes.map(({ submissionId }) => submissionId).sort());
        for (const { submissionId, reason } of rejected) {
          const { decision, isCounted } = decisions.get(submissionId)!;
          expect(reason).toBe(decision);
          if (reason === 'already-voted') expect(isCounted).toBe(true);
        }
        for (const { submissionId } of missing) {
          expect(decisions.get(submissionId)!.decision).toBe('roll-missing');
        }
      }),
    );
  });

  it('P3: judges by the roll that is on record now, not by the one in the catalogue', async () => {
    const grown = { ...ROLL, generation: 'g2' };
    const claims: Claim[] = [];
    const { deps } = worker(
      (claim) => {
        claims.push(claim);
        return 'roll-missing';
      },
      { contest: { ...OPEN_LAW, roll: grown } },
    );
    expect(await lookAgain([vote(1)], deps)).toMatchObject({ missing: [vote(1)], rejected: [] });
    expect(claims.map(({ roll }) => roll)).toEqual([grown]);
  });

  it('P3: rejects no vote while Redis has lost the roll or has an older one, however long that takes', async () => {
    const { deps, time } = worker(() => 'roll-missing');
    for (let round = 0; round < 10; round++) {
      expect(await lookAgain([vote(1)], deps)).toMatchObject({
        missing: [vote(1)],
        eligible: [],
        rejected: [],
      });
      time.nowMs += 3_600_000;
    }
  });

  it('rejects a credential that is not on a complete roll, or without a roll on record, and counts a guess', async () => {
    const unknown = worker(() => 'unknown-credential');
    const outcome = await lookAgain([vote(1)], unknown.deps);
    expect(outcome.rejected.map(({ reason }) => reason)).toEqual(['unknown-credential']);
    expect(outcome.failedGuesses).toEqual(['guess-1']);
    const without = worker(() => 'claimed', { contest: { ...OPEN_LAW, roll: undefined } });
    expect((await lookAgain([vote(1)], without.deps)).failedGuesses).toEqual(['guess-1']);
  });

  it('P9: rejects by the contest as the database has it now', async () => {
    const gone = worker(() => 'claimed', { isGone: true });
    const { rejected } = await lookAgain([vote(1)], gone.deps);
    expect(rejected.map(({ reason }) => reason)).toEqual(['unknown-contest']);
  });
});

describe('a credential that another submission claimed', () => {
  it('has voted already if PostgreSQL has counted a vote of it, with one query for all credentials', async () => {
    const { deps, queries } = worker(() => 'already-voted', { counted: [1, 2] });
    const { rejected } = await lookAgain([vote(11, 1), vote(12, 1), vote(13, 2)], deps);
    expect(rejected.map(({ reason }) => reason)).toEqual(['already-voted', 'already-voted', 'already-voted']);
    expect(queries).toEqual([[storedHash(1), storedHash(2)]]);
  });

  it('waits while the other vote may be on its way, and is eligible once the other vote is taken as lost', async () => {
    const { deps, time } = worker(() => 'already-voted');
    expect(await lookAgain([vote(1)], deps)).toMatchObject({
      contested: [vote(1)],
      eligible: [],
      rejected: [],
    });
    time.nowMs = 29_999;
    expect(await lookAgain([vote(1)], deps)).toMatchObject({ contested: [vote(1)], eligible: [] });
    time.nowMs = 30_000;
    expect(await lookAgain([vote(1)], deps)).toMatchObject({ contested: [], eligible: [vote(1)] });
  });

  it('keeps waiting while no aggregator runs, because no vote can be counted then', async () => {
    const { deps, time } = worker(() => 'already-voted', { isCounting: false });
    await lookAgain([vote(1)], deps);
    time.nowMs = 3_600_000;
    expect(await lookAgain([vote(1)], deps)).toMatchObject({ contested: [vote(1)], eligible: [] });
  });

  it('remembers a bounded number of doubts, and forgets the oldest first', () => {
    let nowMs = 0;
    const doubts = doubtClock(10, () => nowMs, 2);
    const [a, b, c] = [vote(1), vote(2), vote(3)].map(({ submissionId }) => submissionId);
    for (const id of [a, b, c]) expect(doubts.hasLasted(id!)).toBe(false);
    nowMs = 10;
    expect([c, b, a].map((id) => doubts.hasLasted(id!))).toEqual([true, true, false]);
  });
});
