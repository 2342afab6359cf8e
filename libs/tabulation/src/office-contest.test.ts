import { lawContest, raceContest } from './office-contest.ts';
import type { AdoptionTerms } from './referendum-rules.ts';
import { referendumRules } from './referendum-rules.ts';
import { formatRuleSet } from './rule-set-text.ts';
import { DEFAULT_RULES } from './rule-sets.ts';
import { parseShare } from './share.ts';
import { tabulate } from './tabulate.ts';

const NO_TERMS = {
  quorumVotes: undefined,
  quorumShare: undefined,
  threshold: undefined,
  thresholdBase: 'valid',
} as const;

const law = (oui: bigint, non: bigint) =>
  lawContest([
    { selection: 'non', ballots: non },
    { selection: 'oui', ballots: oui },
  ]);

describe('a law', () => {
  it.each([
    [{}, 'referendum'],
    [{ threshold: '66.67%' }, 'referendum:threshold=66.67%,comparison=at-least'],
    [{ threshold: '2/3', thresholdBase: 'cast' }, 'referendum:threshold=2/3,comparison=at-least,base=cast'],
    [{ threshold: '50%' }, 'referendum:comparison=at-least'],
    [{ quorumVotes: 1_200n }, 'referendum:quorumBallots=1200'],
    [{ quorumShare: '40%' }, 'referendum:quorum=40%,electors=300'],
    [{ quorumVotes: 5n, threshold: '100%' }, 'referendum:threshold=100%,comparison=at-least,quorumBallots=5'],
  ] as [Partial<AdoptionTerms>, string][])('with %j is counted by %s', (given, rules) => {
    expect(formatRuleSet(referendumRules({ ...NO_TERMS, ...given }, 300n))).toBe(rules);
  });

  it.each([
    [6_667n, 3_333n, 'adopted'],
    [6_666n, 3_334n, 'rejected'],
    [66n, 33n, 'quorum-not-met'],
  ])('that needs 66.67 %% of 100 votes, with %s oui and %s non, is %s', (oui, non, verdict) => {
    const rules = referendumRules(
      { ...NO_TERMS, quorumVotes: 100n, threshold: parseShare('66.67%') },
      undefined,
    );
    expect(tabulate(law(oui, non), rules)).toMatchObject({ status: 'complete', referendum: { verdict } });
  });

  it('without a quorum and a threshold needs more oui than non, whatever the number of votes', () => {
    const rules = referendumRules(NO_TERMS, undefined);
    expect(tabulate(law(1n, 0n), rules)).toMatchObject({ referendum: { verdict: 'adopted' } });
    expect(tabulate(law(1n, 1n), rules)).toMatchObject({ referendum: { verdict: 'tied' } });
  });
});

describe('a race', () => {
  it('counts ballots as if they did not name a candidate who withdrew', () => {
    const candidate = (id: string, withdrawnAtMs?: number) => ({ id, name: `${id} X`, withdrawnAtMs });
    const race = { seats: 1, candidates: [candidate('a', 1), candidate('b'), candidate('c')] };
    const contest = raceContest(race, [
      { selection: 'a>c', ballots: 3n },
      { selection: 'b', ballots: 2n },
    ]);
    expect(contest.candidates[0]).toEqual({ id: 'a', name: 'a X', excluded: true });
    expect(tabulate(contest, DEFAULT_RULES.irv)).toMatchObject({ status: 'complete', winners: ['c'] });
    expect(() => raceContest(race, [{ selection: 'd', ballots: 1n }])).toThrow(RangeError);
    // This holds for all rules, and for a withdrawal that takes effect in the far future.
    const ahead = {
      seats: 1,
      candidates: [candidate('a', Number.MAX_SAFE_INTEGER), ...race.candidates.slice(1)],
    };
    for (const rules of Object.values(DEFAULT_RULES)) {
      if (rules.rule === 'referendum') continue;
      const result = tabulate(
        raceContest(ahead, [
          { selection: 'a>c', ballots: 3n },
          { selection: 'b', ballots: 2n },
        ]),
        rules,
      );
      if (result.status !== 'complete') throw new Error(rules.rule);
      expect(result.winners).not.toContain('a');
      for (const { tally } of result.rounds) expect(tally).not.toHaveProperty('a');
    }
  });
});
