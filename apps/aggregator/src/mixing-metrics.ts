import type { Registry } from '@scrutin/service-runtime';
import { counter, gauge, histogram } from '@scrutin/service-runtime';

/** Measures the mixing of ballots (P6). */
export interface MixingMetrics {
  /** Notes a mixing that succeeded, even if there was nothing to mix or another aggregator was mixing. */
  mixed(ballots: number, durationMs: number): void;
}

/**
 * Registers the metrics of mixing.
 *
 * @param clock milliseconds since the epoch
 */
export function mixingMetrics(registry: Registry, clock: () => number): MixingMetrics {
  const total = counter(registry, 'ballots_mixed_total');
  const duration = histogram(registry, 'ballot_mixing_duration_seconds');
  const lastSuccess = gauge(registry, 'ballot_mixing_last_success_timestamp_seconds');
  return {
    mixed(ballots, durationMs) {
      total.inc(ballots);
      duration.observe(durationMs / 1_000);
      lastSuccess.set(clock() / 1_000);
    },
  };
}
