import { unscrapedRegistry } from '@scrutin/service-runtime';
import { mixingMetrics } from './mixing-metrics.ts';

test('a mixing is counted with its ballots, its time and its end', async () => {
  const registry = unscrapedRegistry();
  const metrics = mixingMetrics(registry, () => 1_700_000_000_500);
  metrics.mixed(1_200, 40);
  metrics.mixed(0, 2);
  const page = await registry.metrics();
  expect(page).toContain('ballots_mixed_total 1200');
  expect(page).toContain('ballot_mixing_duration_seconds_count 2');
  expect(page).toContain('ballot_mixing_last_success_timestamp_seconds 1700000000.5');
});
