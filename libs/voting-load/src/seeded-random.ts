import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of pseudo-random numbers that is the same for the same seed. Never for anything secret. */
export interface SeededRandom {
  /** From 0 to `below` - 1, evenly. */
  integer(below: number): number;
  /** True in `part` of `whole` cases. */
  chance(part: number, whole: number): boolean;
  /** Between 0 and 1, evenly, and neither of them. */
  unit(): number;
  /** Of mean 0 and standard deviation 1 (Box and Muller, 1958). */
  normal(): number;
  /** The standard Gumbel distribution: what is added to utilities for a multinomial logit (McFadden, 1974). */
  gumbel(): number;
}

/** xoroshiro128+ (Blackman and Vigna, 2018). @param seed a whole number of 32 bits */
export function seededRandom(seed: number): SeededRandom {
  const generator = xoroshiro128plus(seed | 0);
  // The first numbers of small seeds are nearly the same: the very first is close to 1. Far ahead they differ.
  generator.jump();
  const word = (): number => generator.next() >>> 0;
  const unit = (): number => (word() + 0.5) / 2 ** 32;
  return {
    integer: (below) => uniformInt(generator, 0, below - 1),
    chance: (part, whole) => word() / 2 ** 32 < part / whole,
    unit,
    normal: () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit()),
    gumbel: () => -Math.log(-Math.log(unit())),
  };
}

/** Fisher-Yates, in place. */
export function shuffle(items: Uint32Array, random: SeededRandom): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = items[i] ?? 0;
    items[i] = items[j] ?? 0;
    items[j] = kept;
  }
}
