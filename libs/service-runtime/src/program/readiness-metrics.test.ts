import { unscrapedRegistry } from '../metrics/registry.ts';
import { readinessMetrics } from './readiness-metrics.ts';

test('each scrape shows the readiness and the dependencies of that moment', async () => {
  const registry = unscrapedRegistry();
  let database: 'up' | 'down' = 'up';
  readinessMetrics(registry, {
    report: () =>
      Promise.resolve({
        status: database === 'up' ? 'ok' : 'unavailable',
        dependencies: { broker: 'up', database },
      }),
  });
  expect(await registry.metrics()).toMatch(/service_ready 1[^]*dependency="database"\} 1/);
  database = 'down';
  const page = await registry.metrics();
  expect(page).toContain('service_ready 0');
  expect(page).toContain('service_dependency_up{dependency="broker"} 1');
  expect(page).toContain('service_dependency_up{dependency="database"} 0');
});
