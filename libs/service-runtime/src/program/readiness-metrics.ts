import type { Health } from '../health.ts';
import type { LabelValue } from '../metrics/catalogue.ts';
import { gauge } from '../metrics/meters.ts';
import type { Registry } from '../metrics/registry.ts';
import { sharedReading } from '../metrics/shared-reading.ts';

/** Registers `service_ready` and `service_dependency_up`. Each scrape asks for the report that the readiness probe gets. */
export function readinessMetrics(registry: Registry, health: Pick<Health, 'report'>): void {
  const report = sharedReading(() => health.report());
  gauge(registry, 'service_ready', async (ready) => {
    ready.set((await report()).status === 'ok' ? 1 : 0);
  });
  gauge(registry, 'service_dependency_up', async (up) => {
    for (const [name, state] of Object.entries((await report()).dependencies)) {
      const dependency = name as LabelValue<'service_dependency_up', 'dependency'>;
      up.set({ dependency }, state === 'up' ? 1 : 0);
    }
  });
}
