import type { CountBallots } from '@scrutin/election-office';
import type { HistogramOf } from '@scrutin/service-runtime';

/** Measures how long each count takes, by its outcome. */
export function timedCount(
  count: CountBallots,
  durations: HistogramOf<'count_duration_seconds'>,
): CountBallots {
  return async (order) => {
    const startedMs = performance.now();
    let outcome: 'done' | 'refused' | 'failed' = 'failed';
    try {
      const counted = await count(order);
      outcome = counted.ok ? 'done' : 'refused';
      return counted;
    } finally {
      durations.observe({ outcome }, (performance.now() - startedMs) / 1_000);
    }
  };
}
