import { collectDefaultMetrics, Registry } from 'prom-client';
import { VERSION } from '../version.ts';
import type { MetricName } from './catalogue.ts';
import { METRICS } from './catalogue.ts';
import { PROCESS_METRICS } from './catalogue/process.ts';
import { gauge } from './meters.ts';

export type { Registry } from 'prom-client';

/** Creates a registry without metrics, for what nobody scrapes. */
export function unscrapedRegistry(): Registry {
  return new Registry();
}

/**
 * Creates the registry of a service, with the metrics of its process. Of the metrics that prom-client has for every
 * process, only those of the catalogue are kept: some of the others break the rules of names (`promtool check metrics`).
 */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  for (const { name } of registry.getMetricsAsArray()) {
    if (isDeclared(name)) {
      // prom-client writes its own texts; the page shows ours.
      Object.assign(registry.getSingleMetric(name) ?? {}, { help: METRICS[name].help });
    } else {
      registry.removeSingleMetric(name);
    }
  }
  gauge(registry, 'scrutin_build_info').set({ version: VERSION }, 1);
  return registry;
}

function isDeclared(name: string): name is MetricName {
  return Object.hasOwn(PROCESS_METRICS, name);
}
