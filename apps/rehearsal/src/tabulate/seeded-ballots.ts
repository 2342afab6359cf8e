import type { PackedBallots } from '@scrutin/tabulation';
import { seededRandom } from '@scrutin/voting-load';

/**
 * Generates ballots for measurements, the same ones for the same seed. Each ranks from one to all candidates. As some
 * candidates of real elections are more popular, a candidate with a lower index is more likely to be ranked high.
 */
export function seededBallots(ballots: number, candidates: number, seed: number): PackedBallots {
  const random = seededRandom(seed);
  const offsets = new Uint32Array(ballots + 1);
  const choices = new Uint8Array(ballots * candidates);
  const order = new Uint8Array(candidates);
  let end = 0;
  for (let ballot = 0; ballot < ballots; ballot += 1) {
    for (let candidate = 0; candidate < candidates; candidate += 1) order[candidate] = candidate;
    const ranked = 1 + random.integer(candidates);
    for (let rank = 0; rank < ranked; rank += 1) {
      // The lower of two draws makes the first candidate the most popular and the last the least.
      const left = candidates - rank;
      const drawn = rank + Math.min(random.integer(left), random.integer(left));
      const choice = order[drawn] ?? 0;
      order.copyWithin(rank + 1, rank, drawn);
      choices[end] = choice;
      end += 1;
    }
    offsets[ballot + 1] = end;
  }
  return { choices: choices.subarray(0, end), offsets };
}
