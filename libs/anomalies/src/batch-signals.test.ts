import { describe, expect, it } from '@jest/globals';
import type { PrintingBatch } from './batch-signals.ts';
import { batchAnomalies } from './batch-signals.ts';
import { seededDraws } from './fixture/seeded-draws.ts';

/** Batches of 500 letters for some regions, of which the regions use different shares. */
function batches(seed: number, used: number, count = 20): PrintingBatch[] {
  const draws = seededDraws(seed);
  const regions = [draws.between(0.3, 1), draws.between(0.3, 1), draws.between(0.3, 1)];
  return Array.from({ length: count }, (_, n) => ({
    name: `letters ${500 * n + 1} to ${500 * (n + 1)}`,
    parts: [regions[n % 3] ?? 0, regions[(n + 1) % 3] ?? 0].map((share, i) => ({
      region: `R${(n + i) % 3}`,
      letters: 250,
      used: draws.binomial(250, used * share * draws.between(0.9, 1.1)),
    })),
  }));
}

const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);

describe('printing batches', () => {
  it('are no anomaly while regions vote differently, at the beginning, in the middle and at the end', () => {
    for (const used of [0.01, 0.1, 0.5, 0.9]) {
      expect(SEEDS.flatMap((seed) => batchAnomalies(batches(seed, used)))).toEqual([]);
    }
  });

  it('show the one that was stolen and used', () => {
    for (const seed of SEEDS) {
      const usual = batches(seed, 0.3);
      const stolen = usual.map((batch, n) =>
        n === 7 ? { ...batch, parts: batch.parts.map((part) => ({ ...part, used: part.letters })) } : batch,
      );
      expect(batchAnomalies(stolen)).toEqual([
        expect.objectContaining({
          signal: 'printing-batch',
          subject: 'letters 3501 to 4000',
          seen: 500,
          cases: 500,
          baseline: expect.stringMatching(/^\d+ of \d+ letters of the other batches in the same regions$/),
        }),
      ]);
    }
  });

  it('are compared only with others of the same region', () => {
    const [batch] = batches(1, 0.1, 1);
    expect(batchAnomalies(batch === undefined ? [] : [batch])).toEqual([]);
  });
});
