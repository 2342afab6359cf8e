import { counter, gauge, histogram, tally } from './meters.ts';
import { createMetrics, unscrapedRegistry } from './registry.ts';

const sample = /^(\w+)(?:\{(.*)\})? (\S+)$/;
/** The samples of a metric, with their labels as text. */
const samplesOf = async (text: Promise<string>): Promise<[string, string][]> =>
  (await text).split('\n').flatMap((line) => {
    const [, name, labels = '', value = ''] = sample.exec(line) ?? [];
    return name === undefined ? [] : [[labels, value]];
  });

test('a counter that starts at zero has a sample for each of its label sets', async () => {
  const registry = unscrapedRegistry();
  const errors = counter(registry, 'aggregation_errors_total');
  errors.inc({ error_type: 'refused' }, 2);
  expect(await samplesOf(registry.getSingleMetricAsString('aggregation_errors_total'))).toEqual([
    ['error_type="transient"', '0'],
    ['error_type="refused"', '2'],
    ['error_type="unexpected"', '0'],
  ]);
});

test('a histogram that starts at zero has its buckets for each of its label sets', async () => {
  const registry = unscrapedRegistry();
  histogram(registry, 'count_duration_seconds').observe({ outcome: 'done' }, 0.3);
  const page = await registry.metrics();
  expect(page).toContain('count_duration_seconds_count{outcome="done"} 1');
  expect(page).toContain('count_duration_seconds_count{outcome="failed"} 0');
  expect(page).toContain('count_duration_seconds_bucket{le="0.1",outcome="refused"} 0');
});

test('a metric shows the help of the catalogue, and its buckets', async () => {
  const registry = unscrapedRegistry();
  histogram(registry, 'ballot_mixing_duration_seconds').observe(0.3);
  const page = await registry.metrics();
  expect(page).toContain('# HELP ballot_mixing_duration_seconds Time of one mixing,');
  expect(page).toContain('ballot_mixing_duration_seconds_bucket{le="0.2"} 0');
  expect(page).toContain('ballot_mixing_duration_seconds_bucket{le="0.35"} 1');
});

test('collect sets a gauge for each scrape', async () => {
  const registry = unscrapedRegistry();
  let waiting = 1;
  gauge(registry, 'intake_waiting_votes', (votes) => {
    votes.set(waiting);
  });
  expect(await samplesOf(registry.metrics())).toEqual([['', '1']]);
  waiting = 2;
  expect(await samplesOf(registry.metrics())).toEqual([['', '2']]);
});

test('a tally shows the sum of what was added', async () => {
  const registry = unscrapedRegistry();
  const received = tally(registry, 'votes_received_total');
  expect(await samplesOf(registry.metrics())).toEqual([['', '0']]);
  received.add(1);
  received.add(2);
  expect(await samplesOf(registry.metrics())).toEqual([['', '3']]);
});

test('a second metric with the same name is an error', () => {
  const registry = unscrapedRegistry();
  gauge(registry, 'intake_waiting_votes');
  expect(() => gauge(registry, 'intake_waiting_votes')).toThrow('already been registered');
});

test('a service has the metrics of its process that the catalogue declares, and no other', async () => {
  const registry = createMetrics('test');
  const page = await registry.metrics();
  expect(page).toContain('# HELP process_resident_memory_bytes Memory of the process that is in RAM.');
  expect(page).toMatch(/scrutin_build_info\{version="[^"]+",service="test"\} 1/);
  expect(page).not.toMatch(/active_handles|active_requests|resources_total/);
});
