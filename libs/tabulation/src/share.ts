import { formatUnits } from './decimal.ts';

/**
 * An exact share of a whole, from nothing to all, as text: a percentage such as `66.67%` if it has at most
 * `MOST_DECIMALS` decimals, and otherwise a fraction in lowest terms such as `2/3`. Equal shares have equal texts.
 */
export type Share = string & { readonly __brand: 'Share' };

/** The numerator and the denominator of a share, in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const MOST_DECIMALS = 7;
/** A percentage with this many decimals is a fraction with this denominator, or with a divisor of it. */
const PERCENT_DENOMINATOR = 10n ** BigInt(MOST_DECIMALS + 2);

const FRACTION = /^(\d{1,9})\s*\/\s*(\d{1,9})$/;
const PERCENTAGE = /^(\d{1,3})(?:[.,](\d{1,7}))?\s*%$/;

/**
 * Reads a fraction (`2/3`) or a percentage (`66.67%`, `66,67 %`). Numerators and denominators have at most nine digits,
 * and percentages at most seven decimals. Undefined for any other text, and for a share above the whole.
 */
export function parseShare(text: string): Share | undefined {
  const trimmed = text.trim();
  const fraction = FRACTION.exec(trimmed);
  if (fraction !== null) return shareOf(BigInt(fraction[1] ?? 0), BigInt(fraction[2] ?? 0));
  const percentage = PERCENTAGE.exec(trimmed);
  if (percentage === null) return undefined;
  const [, whole = '', decimals = ''] = percentage;
  return shareOf(BigInt(whole + decimals), 100n * 10n ** BigInt(decimals.length));
}

/** The share that is this fraction; undefined if it is not a fraction from 0 to 1. */
export function shareOf(numerator: bigint, denominator: bigint): Share | undefined {
  if (denominator <= 0n || numerator < 0n || numerator > denominator) return undefined;
  const divisor = greatestCommonDivisor(numerator, denominator);
  const [part, whole] = [numerator / divisor, denominator / divisor];
  if (PERCENT_DENOMINATOR % whole !== 0n) return `${part}/${whole}` as Share;
  const decimal = formatUnits((part * PERCENT_DENOMINATOR) / whole, MOST_DECIMALS).replace(/\.?0+$/, '');
  return `${decimal}%` as Share;
}

/** @param share as {@link parseShare} or {@link shareOf} returns it */
export function fractionOf(share: Share): Fraction {
  const [numerator = '', denominator] = share.split('/');
  if (denominator !== undefined) return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
  const [whole = '', decimals = ''] = share.slice(0, -1).split('.');
  const part = BigInt(whole + decimals);
  const of = 100n * 10n ** BigInt(decimals.length);
  const divisor = greatestCommonDivisor(part, of);
  return { numerator: part / divisor, denominator: of / divisor };
}

/** The share of an amount, rounded down and rounded up. */
export function partOf(amount: bigint, share: Share): { readonly down: bigint; readonly up: bigint } {
  const { numerator, denominator } = fractionOf(share);
  const product = amount * numerator;
  return { down: product / denominator, up: (product + denominator - 1n) / denominator };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
