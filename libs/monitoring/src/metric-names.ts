import type { MetricDeclaration } from '@scrutin/service-runtime';
import { METRICS } from '@scrutin/service-runtime';
import { EXPORTER_METRICS } from './exporter-metrics.ts';

const OURS: Readonly<Record<string, MetricDeclaration | undefined>> = METRICS;

/** The type of a metric of ours or of an exporter; undefined if there is none of that name. */
export function metricType(name: string): 'counter' | 'gauge' | 'histogram' | 'untyped' | undefined {
  const part = /_(?:bucket|count|sum)$/.exec(name);
  const histogram = part === null ? undefined : OURS[name.slice(0, part.index)];
  if (histogram?.type === 'histogram') return 'counter';
  return (
    OURS[name]?.type ?? (Object.hasOwn(EXPORTER_METRICS, name) ? EXPORTER_METRICS[name]?.type : undefined)
  );
}
