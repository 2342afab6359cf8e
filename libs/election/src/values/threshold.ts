/**
 * A threshold is stored in basis points (1/10000). In JSON and on the command line it is a percentage with at most two
 * decimals. Only these two functions convert between them, and both are exact.
 */
export function thresholdPercentage(basisPoints: number): number {
  return basisPoints / 100;
}

/** @param percentage from 0 to 100, for which {@link isThresholdPercentage} is true */
export function thresholdBasisPoints(percentage: number): number {
  return Math.round(percentage * 100);
}

/** Whether a number is a percentage from 0 to 100 with at most two decimals. */
export function isThresholdPercentage(value: number): boolean {
  return value >= 0 && value <= 100 && thresholdPercentage(thresholdBasisPoints(value)) === value;
}
