/**
 * An exact decimal: a whole number of units of 10^-scale. All counting works on the units, as bigint, so nothing
 * is rounded except where a rule says so.
 */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const PATTERN = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Parses `12`, `12.5`, `-0.25` or `6E-8`, and returns undefined for anything else. The scale is the number of
 * decimals in the text, adjusted by the exponent.
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

/** Whether a configured decimal has a reasonable length. Every digit makes the arithmetic of the count slower. */
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

/** 10^exponent. The exponent must not be negative. */
export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** The units of the same number at a finer scale. */
export function rescale(value: Decimal, scale: number): bigint {
  return value.units * powerOfTen(scale - value.scale);
}

/** Whether two decimal texts are the same number. A text that is not a decimal equals nothing, not even itself. */
export function sameDecimal(left: string, right: string): boolean {
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  if (a === undefined || b === undefined) return false;
  const scale = Math.max(a.scale, b.scale);
  return rescale(a, scale) === rescale(b, scale);
}

/** The quotient, rounded up. The dividend must not be negative. */
export function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
