import fc from 'fast-check';
import type { SubmittedVote } from '@scrutin/contracts/messages';
import type {
  BallotRules,
  CatalogueContest,
  ContestKey,
  RejectionReason,
  Selection,
} from '@scrutin/election';
import { contestKey, electionRollKey, rankingSelection } from '@scrutin/election';
import type { Claim, ClaimDecision } from '@scrutin/voter-roll';
import { submittedVote } from './fixture/submitted-vote.ts';
import type { JudgingDependencies } from './judge-batch.ts';
import { judgeBatch } from './judge-batch.ts';

/** These tests are about elections, which have one roll for all regions. Laws are in judge-law-votes.test.ts. */

const raceOf = (regionId: string) => contestKey({ kind: 'election', electionId: 'E', regionId });
const NORTH = raceOf('NORTH');
const SOUTH = raceOf('SOUTH');
const OPENS = 1_000;
const WITHDRAWN = 1_400;
const CLOSES = 2_000;

const candidacies = new Map([
  ['ann', { withdrawnAtMs: undefined }],
  ['bob', { withdrawnAtMs: undefined }],
  ['cat', { withdrawnAtMs: WITHDRAWN }],
]);
const RANKED: BallotRules = {
  kind: 'race',
  blankVotes: 'not-allowed',
  method: 'ranked_choice',
  maxRanks: 2,
  candidacies,
};
const SINGLE: BallotRules = {
  kind: 'race',
  blankVotes: 'not-allowed',
  method: 'single_choice',
  maxRanks: 1,
  candidacies,
};

const open = (key: ContestKey, ballot: BallotRules): CatalogueContest => ({
  key,
  window: { opensAtMs: OPENS, closesAtMs: CLOSES },
  rollScheme: 'hmac-sha256',
  roll: { rollKey: electionRollKey('E'), edition: 'e', generation: 'g', buckets: 1 },
  ballot,
});
const CONTESTS = new Map([
  [NORTH, open(NORTH, RANKED)],
  [SOUTH, open(SOUTH, SINGLE)],
]);

function ballot(n: number, ranking: readonly string[], change: Partial<SubmittedVote> = {}): SubmittedVote {
  return submittedVote(n, { contest: NORTH, selection: rankingSelection(ranking), ...change });
}

/** A roll that decides as claim.lua does. Credential n votes in NORTH if n is even, and otherwise in SOUTH. */
function worker(change: Partial<JudgingDependencies> = {}) {
  const claimed: Claim[] = [];
  const holders = new Map<string, string>();
  const decide = (claim: Claim): ClaimDecision => {
    const credential = Buffer.from(claim.credentialHash).toString('hex');
    if (claim.region !== ((claim.credentialHash[0] ?? 0) % 2 === 0 ? 'NORTH' : 'SOUTH'))
      return 'wrong-region';
    const holder = holders.get(credential);
    if (holder === claim.submissionId) return 'mine';
    if (holder !== undefined) return 'already-voted';
    holders.set(credential, claim.submissionId);
    return 'claimed';
  };
  const deps: JudgingDependencies = {
    contest: (key) => CONTESTS.get(key),
    freshContests: () => Promise.resolve(CONTESTS),
    claim: (claims) => {
      claimed.push(...claims);
      return Promise.resolve(claims.map(decide));
    },
    ...change,
  };
  const reasons = async (...votes: SubmittedVote[]) => {
    const outcome = await judgeBatch(votes, deps);
    const reasonsById = new Map<string, RejectionReason | 'undecided'>([
      ...outcome.rejected.map(({ submissionId, reason }) => [submissionId, reason] as const),
      ...outcome.undecided.map(({ vote }) => [vote.submissionId, 'undecided'] as const),
    ]);
    return votes.map(({ submissionId }) => reasonsById.get(submissionId));
  };
  return { deps, claimed, reasons };
}

describe('judging ballots', () => {
  it.each<[RejectionReason, string[], Partial<SubmittedVote>]>([
    ['unknown-candidate', ['ann', 'eve'], {}],
    ['withdrawn-candidate', ['cat'], {}],
    ['withdrawn-candidate', ['ann', 'cat'], { acceptedAtMs: WITHDRAWN }],
    ['repeated-candidate', ['ann', 'ann'], {}],
    ['too-many-ranks', ['ann', 'bob', 'eve'], {}],
    ['ranking-not-allowed', ['ann', 'bob'], { contest: SOUTH }],
    ['invalid-selection', [''], {}],
    ['blank-not-allowed', [], {}],
    ['unknown-candidate', ['ann', ''], {}],
    ['unknown-contest', ['ann'], { contest: raceOf('WEST') }],
    ['unknown-contest', ['ann'], { contest: contestKey({ kind: 'law', lawId: 'E' }) }],
    ['not-open', ['ann'], { acceptedAtMs: OPENS - 1 }],
    ['closed', ['cat'], { acceptedAtMs: CLOSES }],
  ])(
    'P9: rejects as %s the ranking %j, which cannot count, without claiming the credential',
    async (reason, ranking, change) => {
      const { reasons, claimed } = worker();
      expect(await reasons(ballot(2, ranking, change))).toEqual([reason]);
      expect(claimed).toEqual([]);
    },
  );

  it('P9: judges a withdrawal by the time of acceptance, however late and often the vote is delivered', async () => {
    const { deps, reasons } = worker();
    const before = ballot(2, ['cat', 'ann'], { acceptedAtMs: WITHDRAWN - 1 });
    const after = ballot(4, ['cat', 'ann'], { acceptedAtMs: WITHDRAWN });
    for (let delivery = 0; delivery < 3; delivery++) {
      expect(await reasons(before, after)).toEqual([undefined, 'withdrawn-candidate']);
    }
    const { eligible } = await judgeBatch([before], deps);
    expect(eligible[0]?.selection).toBe('cat>ann'); // It is unchanged.
  });

  it('accepts a single choice or a shorter ranking in a ranked race', async () => {
    const { reasons } = worker();
    const votes = [ballot(2, ['ann']), ballot(4, ['bob', 'ann']), ballot(3, ['bob'], { contest: SOUTH })];
    expect(await reasons(...votes)).toEqual([undefined, undefined, undefined]);
  });

  it('claims on the roll of the election, for the region of the ballot', async () => {
    const { reasons, claimed } = worker();
    await reasons(ballot(2, ['ann']), ballot(3, ['ann'], { contest: SOUTH }));
    expect(claimed.map(({ roll, region }) => [roll.rollKey, region])).toEqual([
      [electionRollKey('E'), 'NORTH'],
      [electionRollKey('E'), 'SOUTH'],
    ]);
  });

  it('P3: a ballot for another region is rejected without a claim, so that the voter can vote again', async () => {
    const { reasons } = worker();
    expect(await reasons(ballot(2, ['ann'], { contest: SOUTH }))).toEqual(['wrong-region']);
    const mine = ballot(2, ['ann'], { submissionId: ballot(9, []).submissionId });
    expect(await reasons(mine)).toEqual([undefined]);
    const second = ballot(2, ['bob'], { submissionId: ballot(8, []).submissionId });
    expect(await reasons(mine, second)).toEqual([undefined, 'undecided']); // P2: the first is delivered again.
  });

  it('P6: no rejection contains the selection', async () => {
    const { deps } = worker();
    const outcome = await judgeBatch([ballot(3, ['ann']), ballot(2, ['eve'])], deps);
    expect(outcome.rejected.map((r) => r.reason).sort()).toEqual(['unknown-candidate', 'wrong-region']);
    expect(JSON.stringify(outcome.rejected)).not.toMatch(/ann|eve/);
  });

  it('reads the race from the database before it rejects by a candidate or a rule, once in a batch', async () => {
    const old = open(NORTH, { ...RANKED, maxRanks: 1, candidacies: new Map() });
    const asked: (readonly ContestKey[])[] = [];
    const { reasons } = worker({
      contest: () => old,
      freshContests: (keys) => {
        asked.push(keys);
        return Promise.resolve(CONTESTS);
      },
    });
    const votes = [
      ballot(2, ['ann']),
      ballot(4, ['ann', 'bob']),
      ballot(1, ['eve'], { contest: SOUTH }),
      ballot(6, ['eve']),
    ];
    expect(await reasons(...votes)).toEqual([undefined, undefined, 'unknown-candidate', 'unknown-candidate']);
    expect(asked).toEqual([[NORTH, SOUTH]]);
  });

  it('only ballots that follow the rules of their race are eligible', async () => {
    const selection = fc.oneof(
      fc.array(fc.constantFrom('ann', 'bob', 'cat', 'eve', ''), { maxLength: 4 }).map(rankingSelection),
      fc.stringMatching(/^[A-Za-z0-9._>-]{0,20}$/).map((text) => text as Selection),
    );
    const arriving = fc.record({
      selection,
      contest: fc.constantFrom(NORTH, SOUTH, raceOf('WEST')),
      acceptedAtMs: fc.constantFrom(OPENS - 1, OPENS, WITHDRAWN - 1, WITHDRAWN, CLOSES - 1, CLOSES),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(arriving, { maxLength: 30 }), async (all) => {
        const { deps, claimed } = worker();
        const { eligible } = await judgeBatch(
          all.map((change, n) => ballot(n, [], change)),
          deps,
        );
        expect(claimed.length).toBeGreaterThanOrEqual(eligible.length);
        for (const { contest, selection: chosen, acceptedAtMs } of eligible) {
          const ids = chosen.split('>');
          expect(ids.length).toBeLessThanOrEqual(contest === NORTH ? 2 : 1);
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids)
            expect(['ann', 'bob', ...(acceptedAtMs < WITHDRAWN ? ['cat'] : [])]).toContain(id);
        }
      }),
    );
  });
});
