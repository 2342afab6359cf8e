/** The coefficients of Lanczos' approximation for g = 7 with nine terms (Numerical Recipes, section 6.1). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** The natural logarithm of the gamma function of a positive number. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  const sum = LANCZOS.reduce(
    (total, coefficient, i) => (i === 0 ? coefficient : total + coefficient / (z + i)),
    0,
  );
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The distribution of a count: negative binomial, and Poisson where the variance is not above the mean. */
export interface CountDistribution {
  readonly mean: number;
  readonly variance: number;
}

/**
 * The decimal logarithm of the probability that such a count is at least `count`, and 0 for a count that is not above the
 * mean. Logarithms are used because these probabilities are often smaller than a floating point number can be.
 */
export function log10OfAtLeast(count: number, { mean, variance }: CountDistribution): number {
  if (count <= mean || count <= 0) return 0;
  if (mean <= 0) return Number.NEGATIVE_INFINITY;
  // A negative binomial with a huge size is a Poisson, and would lose all digits in the differences of logarithms.
  const size = Math.min(1e9, (mean * mean) / Math.max(variance - mean, mean * 1e-9));
  const step = mean / (size + mean);
  const first =
    logGamma(count + size) -
    logGamma(size) -
    logGamma(count + 1) +
    size * Math.log1p(-step) +
    count * Math.log(step);
  // The sum of the terms relative to the first of them. Above the mean every term is smaller than the one before.
  let term = 1;
  let sum = 1;
  for (let k = count; ; k++) {
    const ratio = ((k + size) / (k + 1)) * step;
    term *= ratio;
    sum += term;
    if (term / (1 - ratio) < sum * 1e-9) break;
  }
  return Math.min(0, (first + Math.log(sum)) / Math.LN10);
}
