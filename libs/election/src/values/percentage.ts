/**
 * `part` of `whole` in percent, rounded half up to two decimals. 0 of 0 is 0. The calculation is exact until the last
 * step, which makes a JSON number.
 */
export function percentageOf(part: bigint, whole: bigint): number {
  if (whole === 0n) return 0;
  return Number((20_000n * part + whole) / (2n * whole)) / 100;
}
