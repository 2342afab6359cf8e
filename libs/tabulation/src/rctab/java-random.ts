/**
 * The generator of java.util.Random, a 48-bit linear congruential generator that its documentation specifies, and the
 * functions of the Java library that use it. They are needed to repeat the draws of RCTab.
 */
const MULTIPLIER = 0x5deece66dn;
const INCREMENT = 0xbn;
const MASK = (1n << 48n) - 1n;

/** Gives the same numbers as java.util.Random with the same seed. */
export class JavaRandom {
  private state: bigint;

  constructor(seed: bigint) {
    this.state = (seed ^ MULTIPLIER) & MASK;
  }

  /** The next 1 to 32 bits as an unsigned number. */
  private next(bits: number): bigint {
    this.state = (this.state * MULTIPLIER + INCREMENT) & MASK;
    return this.state >> BigInt(48 - bits);
  }

  /** A number from 0 to bound - 1, equal to Java's `nextInt(bound)`. */
  nextInt(bound: number): number {
    const limit = BigInt(bound);
    if ((limit & (limit - 1n)) === 0n) return Number((limit * this.next(31)) >> 31n);
    for (;;) {
      const bits = this.next(31);
      const value = bits % limit;
      // Java rejects values from the incomplete last block, which it detects by the overflow of a 32-bit sum.
      if (bits - value + limit - 1n < 1n << 31n) return Number(value);
    }
  }

  /**
   * A number from 0 to bound - 1, equal to `(int) Math.floor(nextDouble() * bound)` in RCTab. Both programs multiply
   * two exact IEEE 754 doubles, so every machine gets the same index.
   */
  nextIndex(bound: number): number {
    const numerator = (this.next(26) << 27n) + this.next(27);
    return Math.floor((Number(numerator) / 2 ** 53) * bound);
  }
}

/** Does what Java's `Collections.shuffle(list, random)` does, but returns a new list. */
export function javaShuffle<T>(list: readonly T[], random: JavaRandom): T[] {
  const shuffled = [...list];
  for (let size = shuffled.length; size > 1; size -= 1) {
    const other = random.nextInt(size);
    const last = shuffled[size - 1] as T;
    shuffled[size - 1] = shuffled[other] as T;
    shuffled[other] = last;
  }
  return shuffled;
}
