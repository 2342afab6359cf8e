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

/** SplitMix32 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014, 32-bit form). */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  const integer = (below: number): number => Math.floor((next() / 2 ** 32) * below);
  const unit = (): number => (next() + 0.5) / 2 ** 32;
  return {
    integer,
    chance: (part, whole) => next() / 2 ** 32 < part / whole,
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
