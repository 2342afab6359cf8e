import { seededBallots } from './seeded-ballots.ts';

describe('the ballots of the measurement', () => {
  test('are the same for the same seed, and each ranks nobody twice', () => {
    const ballots = seededBallots(500, 7, 3);
    expect(seededBallots(500, 7, 3)).toEqual(ballots);
    for (let ballot = 0; ballot < 500; ballot += 1) {
      const ranking = [...ballots.choices.subarray(ballots.offsets[ballot], ballots.offsets[ballot + 1])];
      expect(ranking.length).toBeGreaterThan(0);
      expect(new Set(ranking).size).toBe(ranking.length);
    }
  });
});
