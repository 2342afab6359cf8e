import fc from 'fast-check';
import { groupByBeginning } from './ballot-groups.ts';
import type { InterpretedBallots } from './ballot-interpretation.ts';
import type { Dealt } from './piles.ts';
import { Piles } from './piles.ts';
import { parseRuleSet } from './rule-set-text.ts';
import { tabulate } from './tabulate.ts';

function packed(rankings: readonly (readonly number[])[]): InterpretedBallots {
  const offsets = new Uint32Array(rankings.length + 1);
  rankings.forEach((ranking, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + ranking.length;
  });
  const blank = rankings.filter(({ length }) => length === 0).length;
  const steps = Uint8Array.from(rankings.flat());
  const total = rankings.length;
  return { steps, offsets, counts: undefined, endCauses: undefined, overvotes: [], blank, total };
}

/** Ballots of up to seven candidates, who may come again on a ballot, and blank ones. */
const contest = fc.integer({ min: 2, max: 7 }).chain((candidates) =>
  fc.record({
    candidates: fc.constant(candidates),
    rankings: fc.array(fc.array(fc.nat({ max: candidates - 1 }), { maxLength: 8 }), {
      minLength: 70,
      maxLength: 150,
    }),
    most: fc.integer({ min: (candidates + 1) ** 2, max: 70 }),
    out: fc.shuffledSubarray(Array.from({ length: candidates }, (_, i) => i)),
  }),
);

describe('ballots that are grouped by their beginnings', () => {
  it('are each in one group, whose beginning they have, except for blank ones', () => {
    fc.assert(
      fc.property(contest, ({ candidates, rankings, most }) => {
        const grouped = groupByBeginning(packed(rankings), candidates, most);
        if (grouped === undefined) throw new Error('the ballots were not grouped');
        const { steps, offsets, counts } = grouped.groups;
        const all: number[] = [];
        for (let group = 0; group + 1 < offsets.length; group += 1) {
          const beginning = [...steps.subarray(offsets[group], offsets[group + 1])];
          const members = [...grouped.ballotsOf([group])];
          expect(members).toHaveLength(counts?.[group] ?? 0);
          for (const ballot of members) {
            const ranking = rankings[ballot] ?? [];
            expect(ranking.slice(0, beginning.length)).toEqual(beginning);
            expect(grouped.hasMore(group)).toBe(ranking.length > beginning.length);
          }
          all.push(...members);
        }
        const voted = [...rankings.keys()].filter((ballot) => rankings[ballot]?.length !== 0);
        expect(all.sort((a, b) => a - b)).toEqual(voted);
        const groups = Array.from({ length: offsets.length - 1 }, (_, group) => group);
        expect([...grouped.ballotsOf(groups)]).toEqual(voted);
        expect([...grouped.ballotsOf([])]).toEqual([]);
      }),
    );
  });

  it('go where they go one by one, whoever is out, and in whatever order', () => {
    fc.assert(
      fc.property(contest, ({ candidates, rankings, most, out }) => {
        const ballots = packed(rankings);
        const deals = [most, rankings.length + 1].map((limit) => {
          const piles = new Piles(ballots, candidates, limit);
          const continuing = new Uint8Array(candidates).fill(1);
          const first = piles.dealAll(1n, continuing);
          const dealt = [first];
          const held = new Map([...first.received.entries()].map(([who, parcel]) => [who, [parcel]]));
          for (const [round, loser] of out.entries()) {
            continuing[loser] = 0;
            for (const parcel of held.get(loser) ?? []) {
              if (parcel === undefined) continue;
              const moved = piles.move(parcel, BigInt(round + 2), continuing);
              moved.received.forEach((received, who) => held.get(who)?.push(received));
              dealt.push(moved);
            }
          }
          return dealt.map(figures);
        });
        expect(deals[0]).toEqual(deals[1]);
      }),
    );
  });

  it('are not grouped if they are few, if they are grouped otherwise, or if there are too many candidates', () => {
    const ballots = packed(Array.from({ length: 100 }, () => [0, 1]));
    expect(groupByBeginning(ballots, 3, 100)).toBeDefined();
    expect(groupByBeginning(ballots, 3, 101)).toBeUndefined();
    expect(groupByBeginning(ballots, 3)).toBeUndefined();
    expect(groupByBeginning(ballots, 10, 100)).toBeUndefined(); // 11 * 11 beginnings
    expect(groupByBeginning({ ...ballots, counts: new Uint32Array(100) }, 3, 100)).toBeUndefined();
    expect(groupByBeginning({ ...ballots, endCauses: new Uint8Array(100) }, 3, 100)).toBeUndefined();
  });
});

describe('a contest with so many ballots that they are grouped', () => {
  /** Reproducible numbers (Numerical Recipes, section 7.1.4). */
  let state = 1;
  const next = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const candidates = Array.from({ length: 12 }, (_, i) => ({ id: `c${i}`, name: `C ${i}` }));
  const rankings = Array.from({ length: (1 << 18) + 1_000 }, () => {
    const left = candidates.map((_, i) => i);
    // The lower of two draws makes some candidates more popular than others.
    return Array.from({ length: next(candidates.length + 1) }, () => {
      const at = Math.min(next(left.length), next(left.length));
      return left.splice(at, 1)[0] ?? 0;
    });
  });
  const { steps, offsets } = packed(rankings);
  const counts = new Uint32Array(rankings.length).fill(1);

  it.each(['irv', 'scottish-stv-2011', 'wigm-prf', 'rctab', 'plurality'])(
    'has the same result by %s',
    (text) => {
      const rules = parseRuleSet(text);
      if (!rules.ok) throw new Error(rules.problem);
      const seats = text === 'irv' || text === 'rctab' ? 1 : 3;
      // With counts, ballots are not grouped.
      const single = tabulate({ candidates, ballots: { choices: steps, offsets }, seats }, rules.rules);
      const oneByOne = tabulate(
        { candidates, ballots: { choices: steps, offsets, counts }, seats },
        rules.rules,
      );
      expect(single).toEqual(oneByOne);
      expect(single).toMatchObject({ status: 'complete' });
    },
  );
});

/** What a deal says about votes, without the lists of ballots. */
function figures({ received, ended }: Dealt) {
  return { ended, received: received.map((parcel) => parcel && [parcel.value, parcel.ballots]) };
}
