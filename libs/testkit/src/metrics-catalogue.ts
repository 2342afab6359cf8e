import type { MetricDeclaration, ServiceName } from '@scrutin/service-runtime';
import { METRICS } from '@scrutin/service-runtime';
import { parseMetrics } from './metrics-page.ts';

const DECLARED: Readonly<Record<string, MetricDeclaration | undefined>> = METRICS;
/** Labels that no metric declares: every sample has the first, and every bucket the second. */
const LABELS_OF_ALL = ['service', 'le'];

/** Where a page of metrics in Prometheus' text format and the catalogue of metrics do not agree. Empty if they agree. */
export function catalogueDifferences(page: string, service: ServiceName): string[] {
  const exposed = new Map(
    [...page.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => [name, type]),
  );
  const helps = new Map(
    [...page.matchAll(/^# HELP (\S+) (.+)$/gm)].map(([, name = '', help]) => [name, help]),
  );
  const differences: string[] = [];
  for (const [name, type] of exposed) {
    const declared = DECLARED[name];
    if (declared?.services.includes(service) !== true)
      differences.push(`${name} is not declared for ${service}`);
    else if (declared.type !== type) differences.push(`${name} is a ${type ?? ''}, not a ${declared.type}`);
    else if (declared.help !== helps.get(name)) differences.push(`${name} has another help`);
  }
  for (const [name, { services }] of Object.entries<MetricDeclaration>(METRICS)) {
    if (services.includes(service) && !exposed.has(name))
      differences.push(`${service} does not expose ${name}`);
  }
  return [...differences, ...labelDifferences(page)];
}

function labelDifferences(page: string): string[] {
  const differences = new Set<string>();
  for (const { name, labels } of parseMetrics(page)) {
    const declared = DECLARED[name] ?? DECLARED[name.replace(/_(?:bucket|sum|count)$/, '')];
    for (const [label, value] of Object.entries(labels)) {
      if (LABELS_OF_ALL.includes(label)) continue;
      const values = declared?.labels[label];
      if (values === undefined) differences.add(`${name} has the label ${label}, which is not declared`);
      else if (!('namesOf' in values) && !values.includes(value)) {
        differences.add(`${name} has the undeclared value ${value} of ${label}`);
      }
    }
  }
  return [...differences];
}
