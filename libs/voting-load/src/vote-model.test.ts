import fc from 'fast-check';
import { seededRandom } from './seeded-random.ts';
import type { ModelRace } from './vote-model.ts';
import { createVoteModel } from './vote-model.ts';

const identifier = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const race = (regionId: string): fc.Arbitrary<ModelRace> =>
  fc
    .record({
      method: fc.constantFrom('single_choice' as const, 'ranked_choice' as const),
      maxRanks: fc.integer({ min: 1, max: 12 }),
      ids: fc.uniqueArray(identifier, { minLength: 1, maxLength: 9 }),
      parties: fc.array(fc.constantFrom('PA', 'PB', 'PC', 'IND'), { minLength: 9, maxLength: 9 }),
    })
    .map(({ method, maxRanks, ids, parties }) => ({
      regionId,
      method,
      maxRanks: method === 'single_choice' ? 1 : maxRanks,
      standing: ids.map((candidateId, i) => ({ candidateId, partyCode: parties[i] ?? 'IND' })),
    }));
const races = fc.tuple(race('NORD'), race('SUD'), race('EST'));

function drawn(given: readonly ModelRace[], seed: number): unknown[] {
  const model = createVoteModel(given, seed);
  const random = seededRandom(seed + 1);
  return Array.from({ length: 30 }, () => {
    const region = model.drawRegion(random);
    return [region, model.drawRanking(region, random)];
  });
}

/** A race with six candidates of six parties, all of whom can be ranked. */
const full: ModelRace = {
  regionId: 'NORD',
  method: 'ranked_choice',
  maxRanks: 6,
  standing: ['a', 'b', 'c', 'd', 'e', 'f'].map((candidateId) => ({
    candidateId,
    partyCode: candidateId.toUpperCase(),
  })),
};

function rankingsOf(seed: number, voters = 4_000): (readonly string[])[] {
  const model = createVoteModel([full], seed);
  const random = seededRandom(seed);
  return Array.from({ length: voters }, () => model.drawRanking('NORD', random));
}

/** For each first preference, the largest share of the second preferences that one candidate gets. */
function largestSecondShares(rankings: readonly (readonly string[])[]): number[] {
  const seconds = new Map<string, Map<string, number>>();
  for (const [first, second] of rankings) {
    if (first === undefined || second === undefined) continue;
    const counts = seconds.get(first) ?? new Map<string, number>();
    counts.set(second, (counts.get(second) ?? 0) + 1);
    seconds.set(first, counts);
  }
  return [...seconds.values()].map((counts) => {
    const votes = [...counts.values()];
    return Math.max(...votes) / votes.reduce((sum, n) => sum + n, 0);
  });
}

describe('the model of how voters choose', () => {
  it('is the same for the same seed, in any order of races and candidates', () => {
    fc.assert(
      fc.property(races, fc.nat(), (given, seed) => {
        const reversed = given
          .map((each) => ({ ...each, standing: each.standing.toReversed() }))
          .toReversed();
        expect(drawn(reversed, seed)).toEqual(drawn(given, seed));
      }),
    );
    expect(rankingsOf(1, 50)).not.toEqual(rankingsOf(2, 50));
  });

  it('gives rankings that the race allows: known candidates, each once, and not too many', () => {
    fc.assert(
      fc.property(races, fc.nat(), (given, seed) => {
        const model = createVoteModel(given, seed);
        const random = seededRandom(seed);
        for (const { regionId, maxRanks, standing } of given) {
          const ranking = model.drawRanking(regionId, random);
          expect(ranking.length).toBeGreaterThan(0);
          expect(ranking.length).toBeLessThanOrEqual(maxRanks);
          expect(new Set(ranking).size).toBe(ranking.length);
          const ids = standing.map(({ candidateId }) => candidateId);
          expect(ranking.every((id) => ids.includes(id))).toBe(true);
        }
      }),
    );
  });

  it('lets most voters rank a few candidates, and a few voters all', () => {
    const lengths = rankingsOf(5).map(({ length }) => length);
    const share = (length: number): number => lengths.filter((n) => n === length).length / lengths.length;
    expect(share(1) + share(2) + share(3)).toBeGreaterThan(0.75);
    expect(share(1)).toBeGreaterThan(0.2);
    expect(share(6)).toBeGreaterThan(0.02);
    expect(share(6)).toBeLessThan(0.15);
  });

  it('is not uniform noise: parties differ in strength, and some get more second preferences than others', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const rankings = rankingsOf(seed);
      const firsts = new Map<string, number>();
      for (const [first = ''] of rankings) firsts.set(first, (firsts.get(first) ?? 0) + 1);
      const shares = full.standing.map(({ candidateId }) => (firsts.get(candidateId) ?? 0) / rankings.length);
      // With uniform noise each share would be 1/6, with a deviation of 0.006.
      expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(0.08);
      // With uniform noise each share would be a fifth.
      const mean = (numbers: readonly number[]): number =>
        numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
      expect(mean(largestSecondShares(rankings))).toBeGreaterThan(0.3);
    }
  });

  it('draws regions of unequal size', () => {
    const regions = Array.from({ length: 6 }, (_, i) => ({ ...full, regionId: `R${i}` }));
    const model = createVoteModel(regions, 7);
    const random = seededRandom(7);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6_000; i++) {
      const region = model.drawRegion(random);
      counts.set(region, (counts.get(region) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(regions.map(({ regionId }) => regionId));
    expect(Math.max(...counts.values())).toBeGreaterThan(1.2 * Math.min(...counts.values()));
  });
});
