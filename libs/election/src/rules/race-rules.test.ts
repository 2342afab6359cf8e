import type { Race } from '../contests/election.ts';
import { raceProblems, rankingProblem, sameButForLots } from './race-rules.ts';

const RACE: Race = {
  electionId: 'E1',
  regionId: 'R1',
  method: 'ranked_choice',
  seats: 1,
  maxRanks: 3,
  ruleSet: 'irv',
};

test.each<[Partial<Race>, string | undefined]>([
  [{}, undefined],
  [{ method: 'single_choice', maxRanks: 1, ruleSet: 'plurality', seats: 2 }, undefined],
  [{ ruleSet: 'scottish-stv-2011', seats: 4 }, undefined],
  [{ method: 'show-of-hands' as 'single_choice' }, 'method'],
  [{ seats: 0, ruleSet: 'meek-prf' }, 'seats'],
  [{ maxRanks: 1_001 }, 'maxRanks'],
  [{ maxRanks: 1 }, 'maxRanks'],
  [{ method: 'single_choice', ruleSet: 'plurality' }, 'maxRanks'],
  [{ ruleSet: 'none' }, 'ruleSet'],
  [{ ruleSet: 'referendum' }, 'ruleSet'],
  [{ ruleSet: 'plurality' }, 'ruleSet'],
  [{ ruleSet: 'irv:lot=a/b' }, 'ruleSet'],
  [{ ruleSet: 'rctab:tiebreakMode=stopCountingAndAsk,decisions=a/b' }, 'ruleSet'],
  [{ method: 'single_choice', maxRanks: 1 }, 'ruleSet'],
  [{ ruleSet: 'x'.repeat(2_001) }, 'ruleSet'],
  [{ seats: 2 }, 'seats'],
  [{ ruleSet: 'rctab:winnerElectionMode=singleWinnerMajority', seats: 2 }, 'seats'],
  [
    { ruleSet: 'rctab:winnerElectionMode=multiWinnerAllowOnlyOneWinnerPerRound,numberOfWinners=3', seats: 2 },
    'seats',
  ],
])('a race with %j is wrong in %s', (change, member) => {
  expect(raceProblems({ ...RACE, ...change }).map(({ path }) => path.join('.'))).toEqual(
    member === undefined ? [] : [member],
  );
});

test.each([
  ['plurality', 'plurality:lot=a/b', true],
  ['irv', 'irv:order=b/a,lot=a', true],
  ['irv', 'irv:batchElimination=true', false],
  ['irv', 'plurality', false],
  ['rctab:tiebreakMode=stopCountingAndAsk', 'rctab:tiebreakMode=stopCountingAndAsk,decisions=a/b', true],
  ['rctab:tiebreakMode=random,randomSeed=7', 'rctab:tiebreakMode=random,randomSeed=8', true],
  ['rctab', 'rctab:hareQuota=true', false],
  ['scottish-stv-2011', 'scottish-stv-2011:lot=a', true],
  ['wigm-prf', 'wigm-prf:order=a/b', true],
  ['wigm-prf', 'wigm-prf:defeatSureLosers=true', false],
  ['meek-prf:order=b/a', 'meek-prf', true],
  ['referendum:threshold=60', 'referendum:threshold=60', true],
  ['referendum', 'referendum:threshold=60', false],
  ['irv', 'none', false],
  ['none', 'none', false],
])('%s and %s are the same but for lots: %s', (one, other, same) => {
  expect(sameButForLots(one, other)).toBe(same);
  expect(sameButForLots(other, one)).toBe(same);
});

test('the longest ranking has the longest identifiers and the separators between them', () => {
  const ids = Array.from({ length: 100 }, (_, i) => 'x'.repeat(i < 40 ? 49 : 1));
  expect(rankingProblem({ maxRanks: 40 }, ids)).toBeUndefined(); // 40 * 49 + 39 = 1999
  expect(rankingProblem({ maxRanks: 41 }, ids)?.en).toMatch(/ranking of 41 .* 2001 characters/);
  expect(rankingProblem({ maxRanks: 41 }, ids.slice(0, 40))).toBeUndefined();
  expect(rankingProblem({ maxRanks: 1_000 }, [])).toBeUndefined();
});
