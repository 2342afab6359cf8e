import { fractionOf } from '@scrutin/tabulation';
import type { CountedLaw } from './counts.ts';

/**
 * The result of a law in percent of the base of its threshold, with two decimals. With the base `valid`, oui and non
 * make 100; with the base `cast`, the blank votes are a part of it. 0 of 0 is 0.
 *
 * Rounding never contradicts the outcome: if and only if oui reaches the threshold, `oui` is at least `threshold`.
 */
export interface LawPercentages {
  readonly oui: number;
  readonly non: number;
  /** 0 with the base `valid`. */
  readonly blank: number;
  /** The threshold, rounded up; undefined if more than half is enough. */
  readonly threshold: number | undefined;
}

/** Hundredths of a percent in the whole. */
const WHOLE = 10_000n;

export function lawPercentages({ law, result }: CountedLaw): LawPercentages {
  const { oui, non, blank } = result;
  const isOfCast = law.thresholdBase === 'cast';
  const base = oui + non + (isOfCast ? blank : 0n);
  const threshold = law.threshold === undefined ? undefined : hundredthsUp(fractionOf(law.threshold)) / 100;
  if (base === 0n) return { oui: 0, non: 0, blank: 0, threshold };
  const shown = ouiHundredths(law, oui, base);
  const hundredths = (votes: bigint): bigint => (2n * WHOLE * votes + base) / (2n * base);
  return {
    oui: Number(shown) / 100,
    non: Number(isOfCast ? hundredths(non) : WHOLE - shown) / 100,
    blank: isOfCast ? Number(hundredths(blank)) / 100 : 0,
    threshold,
  };
}

/** Rounds half up, unless that would put oui on the other side of the threshold. */
function ouiHundredths({ threshold }: CountedLaw['law'], oui: bigint, base: bigint): bigint {
  const rounded = (2n * WHOLE * oui + base) / (2n * base);
  if (threshold === undefined) {
    const half = WHOLE / 2n;
    if (oui * 2n === base) return half;
    return oui * 2n > base ? larger(rounded, half + 1n) : smaller(rounded, half - 1n);
  }
  const { numerator, denominator } = fractionOf(threshold);
  const wanted = BigInt(hundredthsUp({ numerator, denominator }));
  return oui * denominator >= numerator * base ? larger(rounded, wanted) : smaller(rounded, wanted - 1n);
}

function hundredthsUp({ numerator, denominator }: ReturnType<typeof fractionOf>): number {
  return Number((WHOLE * numerator + denominator - 1n) / denominator);
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
