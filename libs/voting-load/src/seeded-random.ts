import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of pseudo-random numbers that depends only on the seed. It must not be used for anything secret. */
export interface SeededRandom {
  /** A whole number from 0 to `below` - 1, each with the same probability. */
  integer(below: number): number;
  /** True with the probability `part` / `whole`. */
  chance(part: number, whole: number): boolean;
  /** A number between 0 and 1, evenly distributed; never 0 or 1 itself. */
  unit(): number;
  /** A number from the normal distribution with mean 0 and standard deviation 1 (Box and Muller, 1958). */
  normal(): number;
  /** A number from the standard Gumbel distribution, as added to utilities in a multinomial logit (McFadden, 1974). */
  gumbel(): number;
}

/** xoroshiro128+ (Blackman and Vigna, 2018). @param seed a whole number of 32 bits */
export function seededRandom(seed: number): SeededRandom {
  const generator = xoroshiro128plus(seed | 0);
  // Small seeds begin with nearly the same numbers; the very first is close to 1. So the stream begins far ahead.
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

/** Shuffles the list in place (Fisher and Yates). */
export function shuffle(items: Uint32Array, random: SeededRandom): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = items[i] ?? 0;
    items[i] = items[j] ?? 0;
    items[j] = kept;
  }
}
