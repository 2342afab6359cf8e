import { oneBallotEach, someRanking } from './election-ballots.ts';
import type { Race } from './elections.ts';
import { voters } from './voters.ts';

const race = (regionId: string, maxRanks: number): Race => ({
  electionId: 'E',
  regionId,
  seats: 1,
  ruleSet: 'irv',
  maxRanks,
  method: maxRanks === 1 ? 'single_choice' : 'ranked_choice',
  candidates: ['a', 'b', 'c', 'gone'],
  standing: ['a', 'b', 'c'],
  voters: voters(60).map((voter) => ({ ...voter, region: regionId })),
});

test('rankings are valid, are the same every time, have every length, and name every candidate who stands', () => {
  const ranked = race('R', 3);
  const rankings = ranked.voters.map((_, i) => someRanking(ranked, i));
  expect(ranked.voters.map((_, i) => someRanking(ranked, i))).toEqual(rankings);
  for (const ranking of rankings) expect(new Set(ranking).size).toBe(ranking.length);
  expect(new Set(rankings.map(({ length }) => length))).toEqual(new Set([1, 2, 3]));
  expect(new Set(rankings.map(([first]) => first))).toEqual(new Set(['a', 'b', 'c']));
});

test('every voter has one ballot, for the region of the voter, and neighbouring ballots are of different regions', () => {
  const races = [race('R1', 1), race('R2', 3)];
  const everybody = races.flatMap((one) => one.voters);
  const ballots = oneBallotEach({ id: 'E', races, voters: everybody });
  expect(new Set(ballots.map(({ voter }) => voter))).toEqual(new Set(everybody));
  expect(ballots.slice(0, 4).map(({ regionId }) => regionId)).toEqual(['R1', 'R2', 'R1', 'R2']);
});
