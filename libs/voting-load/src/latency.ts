/** Latencies of a run in milliseconds. They are exact percentiles of all values, not estimates. */
export interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Nearest rank: the smallest value that at least `p` percent do not exceed. Undefined without a value. */
export function latenciesOf(valuesMs: readonly number[]): Latencies | undefined {
  const sorted = Float64Array.from(valuesMs).sort();
  if (sorted.length === 0) return undefined;
  const rank = (p: number): number => sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;
  return { p50: rank(50), p95: rank(95), p99: rank(99), max: sorted.at(-1) ?? 0 };
}
