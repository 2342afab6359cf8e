import fc from 'fast-check';
import type { Contest, Round, RuleSet } from '@scrutin/tabulation';
import { DEFAULT_RULES, formatUnits, tabulate } from '@scrutin/tabulation';
import { irvOracle } from './irv-oracle.ts';
import { meekOracle } from './meek-oracle.ts';
import { scottishOracle } from './scottish-oracle.ts';
import { wigmOracle } from './wigm-oracle.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

const samples = fc
  .record({ size: fc.integer({ min: 2, max: 7 }), seats: fc.integer({ min: 1, max: 4 }) })
  .chain(({ size, seats }) => {
    const ids = IDS.slice(0, size);
    return fc.record({
      ids: fc.constant(ids),
      seats: fc.constant(seats),
      order: fc.shuffledSubarray(ids, { minLength: size }),
      // Few different ballots, each many times, give large surpluses and many ties.
      ballots: fc
        .array(fc.tuple(fc.shuffledSubarray(ids, { minLength: 1 }), fc.integer({ min: 1, max: 9 })), {
          minLength: 1,
          maxLength: 14,
        })
        .map((groups) => groups.flatMap(([ranking, times]) => Array.from({ length: times }, () => ranking))),
    });
  });

function roundsOf(
  ids: readonly string[],
  ballots: readonly string[][],
  seats: number,
  rules: RuleSet,
): readonly Round[] {
  const contest: Contest = {
    candidates: ids.map((id) => ({ id, name: id })),
    ballots: ballots.map((ballot) => ({ ranks: ballot.map((id) => [id]), count: 1 })),
    seats,
  };
  const result = tabulate(contest, rules);
  if (result.status !== 'complete') throw new Error(JSON.stringify(result));
  return result.rounds;
}

const texts = (votes: Readonly<Record<string, bigint>>, scale: number): Record<string, string> =>
  Object.fromEntries(Object.entries(votes).map(([id, units]) => [id, formatUnits(units, scale)]));

const names = (entries: readonly { readonly candidate: string }[]): string[] =>
  entries.map(({ candidate }) => candidate).sort();

describe('a second implementation agrees, round by round', () => {
  test('irv', () => {
    fc.assert(
      fc.property(samples, ({ ids, ballots, order }) => {
        const rounds = roundsOf(ids, ballots, 1, { ...DEFAULT_RULES.irv, order });
        expect(
          rounds.map((round) => ({
            votes: round.tally,
            elected: names(round.elected),
            eliminated: names(round.eliminated),
          })),
        ).toEqual(
          irvOracle(ids, ballots, order).map((round) => ({ ...round, votes: texts(round.votes, 0) })),
        );
      }),
      { numRuns: 120 },
    );
  });

  test('scottish-stv-2011', () => {
    fc.assert(
      fc.property(samples, ({ ids, ballots, order, seats }) => {
        const rounds = roundsOf(ids, ballots, seats, { ...DEFAULT_RULES['scottish-stv-2011'], order });
        expect(
          rounds.map((round) => ({
            votes: round.tally,
            elected: names(round.elected),
            source: round.transfers[0]?.from,
          })),
        ).toEqual(
          scottishOracle(ids, ballots, seats, order).map((stage) => ({
            votes: texts(stage.votes, 5),
            elected: [...stage.elected].sort(),
            source: stage.source,
          })),
        );
      }),
      { numRuns: 120 },
    );
  });

  test('wigm-prf', () => {
    fc.assert(
      fc.property(samples, ({ ids, ballots, order, seats }) => {
        const rounds = roundsOf(ids, ballots, seats, { ...DEFAULT_RULES['wigm-prf'], order });
        const oracle = wigmOracle(ids, ballots, seats, order);
        expect(rounds.map((round) => round.tally)).toEqual(oracle.rounds.map((votes) => texts(votes, 4)));
        expect(rounds.flatMap((round) => names(round.elected)).sort()).toEqual([...oracle.winners].sort());
      }),
      { numRuns: 120 },
    );
  });

  test('meek-prf', () => {
    fc.assert(
      fc.property(samples, ({ ids, ballots, order, seats }) => {
        const rounds = roundsOf(ids, ballots, seats, { ...DEFAULT_RULES['meek-prf'], order });
        expect(
          rounds.map((round) => ({
            votes: round.tally,
            quota: round.threshold,
            elected: names(round.elected),
            defeated: names(round.eliminated),
          })),
        ).toEqual(
          meekOracle(ids, ballots, seats, order).map((round) => ({
            votes: texts(round.votes, 9),
            quota: formatUnits(round.quota, 9),
            elected: [...round.elected].sort(),
            defeated: round.defeated,
          })),
        );
      }),
      { numRuns: 60 },
    );
  });
});
