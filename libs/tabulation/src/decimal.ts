/**
 * Exact decimals: an integer number of units of 10^-scale. All arithmetic of the counts is on the
 * units, as bigint, so nothing is ever rounded except where a rule says so.
 */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const PATTERN = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads `12`, `12.5`, `-0.25`, `6E-8`; undefined for anything else. The scale is the number of decimals
 * written, moved by the exponent.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = PATTERN.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const written = fraction.length - Number(exponent);
  const scale = Math.max(0, written);
  const units = BigInt(`${whole ?? ''}${fraction}`) * powerOfTen(scale - written);
  return { units: sign === '-' ? -units : units, scale };
}

/** Whether a decimal that somebody configures is no longer than anybody needs: every digit makes the count dearer. */
export function isShort(text: string): boolean {
  return text.length <= 40;
}

/** Writes units of 10^-scale with exactly `scale` decimals. */
export function formatUnits(units: bigint, scale: number): string {
  if (scale === 0) return units.toString();
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const split = digits.length - scale;
  return `${negative ? '-' : ''}${digits.slice(0, split)}.${digits.slice(split)}`;
}

export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** The same number in units of a finer scale. */
export function rescale(value: Decimal, scale: number): bigint {
  return value.units * powerOfTen(scale - value.scale);
}

/** Whether two decimal texts are the same number; texts that are not decimals equal nothing. */
export function sameDecimal(left: string, right: string): boolean {
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  if (a === undefined || b === undefined) return false;
  const scale = Math.max(a.scale, b.scale);
  return rescale(a, scale) === rescale(b, scale);
}

/** The quotient rounded up, for non-negative dividends. */
export function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
