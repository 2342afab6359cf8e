import fc from 'fast-check';
import type { BallotGroup, Contest, PackedBallots } from './contest.ts';
import { parseDecimal, rescale } from './decimal.ts';
import type { Round, TabulationComplete } from './result.ts';
import type { RuleSet } from './rule-set.ts';
import { DEFAULT_RULES } from './rule-sets.ts';
import { tabulate } from './tabulate.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const SCALE = 9;

/** Up to six candidates, and up to forty ballots that each rank some of them. */
const contests = fc
  .record({ size: fc.integer({ min: 1, max: 6 }), seats: fc.integer({ min: 1, max: 3 }) })
  .chain(({ size, seats }) => {
    const ids = IDS.slice(0, size);
    const ranking = fc.shuffledSubarray(ids, { minLength: 0 });
    return fc.record({
      ids: fc.constant(ids),
      rankings: fc.array(ranking, { minLength: 1, maxLength: 40 }),
      seats: fc.constant(seats),
    });
  });

type Sample = {
  readonly ids: readonly string[];
  readonly rankings: readonly string[][];
  readonly seats: number;
};

function contestOf({ ids, rankings, seats }: Sample): Contest {
  return {
    candidates: ids.map((id) => ({ id, name: `Candidate ${id}` })),
    ballots: rankings.map((ranking): BallotGroup => ({ ranks: ranking.map((id) => [id]), count: 1 })),
    seats,
  };
}

function packedOf({ ids, rankings }: Sample): PackedBallots {
  const offsets = new Uint32Array(rankings.length + 1);
  rankings.forEach((ranking, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + ranking.length;
  });
  return { choices: Uint8Array.from(rankings.flat(), (id) => ids.indexOf(id)), offsets };
}

/** All rule sets, for one seat and for several, with options that never need a lot. */
function ruleSets({ ids, seats }: Sample): { rules: RuleSet; seats: number }[] {
  const order = [...ids];
  return [
    { rules: { ...DEFAULT_RULES.plurality, order }, seats },
    { rules: { ...DEFAULT_RULES.referendum, proposal: 'a' }, seats: 1 },
    { rules: { ...DEFAULT_RULES.irv, order }, seats: 1 },
    { rules: { ...DEFAULT_RULES.irv, order, batchElimination: true, continueUntilTwo: true }, seats: 1 },
    { rules: { ...DEFAULT_RULES['scottish-stv-2011'], order }, seats },
    { rules: { ...DEFAULT_RULES['wigm-prf'], order }, seats },
    { rules: { ...DEFAULT_RULES['wigm-prf'], order, defeatSureLosers: true }, seats },
    { rules: { ...DEFAULT_RULES['meek-prf'], order }, seats },
    {
      rules: { ...DEFAULT_RULES.rctab, winnerElectionMode: 'multiWinnerAllowMultipleWinnersPerRound' },
      seats,
    },
    { rules: { ...DEFAULT_RULES.rctab, winnerElectionMode: 'multiPassIrv' }, seats: 1 },
    { rules: { ...DEFAULT_RULES.rctab, winnerElectionMode: 'bottomsUp', tiebreakMode: 'random' }, seats },
  ];
}

function complete(contest: Contest, rules: RuleSet): TabulationComplete {
  const result = tabulate(contest, rules);
  if (result.status !== 'complete') throw new Error(JSON.stringify(result));
  return result;
}

/** The whole result in the form in which it would be stored. */
function counted(contest: Contest, rules: RuleSet): string {
  return JSON.stringify(tabulate(contest, rules));
}

function total(round: Round): bigint {
  return [...Object.values(round.tally), ...Object.values(round.inactive)].reduce(
    (sum, text) => sum + rescale(parseDecimal(text)!, SCALE),
    0n,
  );
}

const forAll = (check: (sample: Sample) => void): void => {
  fc.assert(fc.property(contests, check), { numRuns: 60 });
};

describe('every rule set', () => {
  test('accounts for every ballot at every round', () => {
    forAll((sample) => {
      for (const { rules, seats } of ruleSets(sample)) {
        for (const round of complete({ ...contestOf(sample), seats }, rules).rounds) {
          expect(total(round)).toBe(BigInt(sample.rankings.length) * 10n ** BigInt(SCALE));
        }
      }
    });
  });

  test('gives the same result whatever the order of the ballots (P8)', () => {
    fc.assert(
      fc.property(contests, fc.infiniteStream(fc.nat()), (sample, keys) => {
        const shuffled = sample.rankings
          .map((ranking) => ({ ranking, key: keys.next().value as number }))
          .sort((left, right) => left.key - right.key)
          .map(({ ranking }) => ranking);
        for (const { rules, seats } of ruleSets(sample)) {
          expect(counted({ ...contestOf({ ...sample, rankings: shuffled }), seats }, rules)).toBe(
            counted({ ...contestOf(sample), seats }, rules),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('gives the same result however the ballots are grouped or packed (P8)', () => {
    forAll((sample) => {
      const counts = new Map<string, number>();
      for (const ranking of sample.rankings) {
        counts.set(ranking.join('>'), (counts.get(ranking.join('>')) ?? 0) + 1);
      }
      const groups = [...counts].map(([key, count]) => ({
        ranks: key === '' ? [] : key.split('>').map((id) => [id]),
        count,
      }));
      for (const { rules, seats } of ruleSets(sample)) {
        const single = { ...contestOf(sample), seats };
        const expected = counted(single, rules);
        expect(counted({ ...single, ballots: groups }, rules)).toBe(expected);
        expect(counted({ ...single, ballots: packedOf(sample) }, rules)).toBe(expected);
      }
    });
  });

  test('fills as many seats as there are candidates, and elects nobody twice', () => {
    forAll((sample) => {
      for (const { rules, seats } of ruleSets(sample)) {
        if (rules.rule === 'referendum') continue;
        const { winners } = complete({ ...contestOf(sample), seats }, rules);
        expect(new Set(winners).size).toBe(winners.length);
        expect(winners).toHaveLength(Math.min(seats, sample.ids.length));
      }
    });
  });

  test('never gives a candidate more votes than those of the round before and the transfers', () => {
    forAll((sample) => {
      const rules = { ...DEFAULT_RULES['scottish-stv-2011'], order: sample.ids };
      const { rounds } = complete(contestOf(sample), rules);
      rounds.slice(1).forEach((round, index) => {
        const before = rounds[index]!;
        for (const [id, votes] of Object.entries(round.tally)) {
          const received = before.transfers.map((transfer) => transfer.to[id] ?? '0');
          if (before.transfers.some((transfer) => transfer.from === id)) continue;
          const sum = [before.tally[id] ?? '0', ...received].reduce(
            (all, text) => all + rescale(parseDecimal(text)!, SCALE),
            0n,
          );
          expect(rescale(parseDecimal(votes)!, SCALE)).toBe(sum);
        }
      });
    });
  });
});

describe('instant-runoff voting', () => {
  const irv = (ids: readonly string[]): RuleSet => ({ ...DEFAULT_RULES.irv, order: ids });

  test('elects a candidate whom more than half of the voters rank first', () => {
    forAll((sample) => {
      const contest = { ...contestOf(sample), seats: 1 };
      const firsts = sample.rankings.flatMap(([first]) => (first === undefined ? [] : [first]));
      const majority = sample.ids.find(
        (id) => firsts.filter((first) => first === id).length * 2 > firsts.length,
      );
      if (majority !== undefined) expect(complete(contest, irv(sample.ids)).winners).toEqual([majority]);
    });
  });

  test('a clone of a losing candidate, ranked directly after it, changes nothing unless a tie decides', () => {
    forAll((sample) => {
      const contest = { ...contestOf(sample), seats: 1 };
      const result = complete(contest, irv(sample.ids));
      const loser = sample.ids.find((id) => !result.winners.includes(id));
      if (loser === undefined) return;
      const ids = [...sample.ids, 'clone'];
      const rankings = sample.rankings.map((ranking) =>
        ranking.flatMap((id) => (id === loser ? [loser, 'clone'] : [id])),
      );
      const cloned = complete({ ...contestOf({ ids, rankings, seats: 1 }) }, irv(ids));
      const tied = [...result.rounds, ...cloned.rounds].some((round) => round.ties.length > 0);
      if (!tied) expect(cloned.winners).toEqual(result.winners);
    });
  });

  test('batch elimination never changes the winner unless a tie decides', () => {
    forAll((sample) => {
      const contest = { ...contestOf(sample), seats: 1 };
      const one = complete(contest, irv(sample.ids));
      const batch = complete(contest, { ...DEFAULT_RULES.irv, order: sample.ids, batchElimination: true });
      const tied = [...one.rounds, ...batch.rounds].some((round) => round.ties.length > 0);
      if (!tied) expect(batch.winners).toEqual(one.winners);
    });
  });
});

describe('the single transferable vote', () => {
  test('elects every candidate whom a full quota of voters ranks first', () => {
    forAll((sample) => {
      for (const name of ['scottish-stv-2011', 'wigm-prf', 'meek-prf'] as const) {
        const { rounds, winners } = complete(contestOf(sample), {
          ...DEFAULT_RULES[name],
          order: sample.ids,
        });
        const [first] = rounds;
        for (const [id, votes] of Object.entries(first!.tally)) {
          const reached =
            rescale(parseDecimal(votes)!, SCALE) >= rescale(parseDecimal(first!.threshold!)!, SCALE);
          if (reached) expect(winners).toContain(id);
        }
      }
    });
  });
});
