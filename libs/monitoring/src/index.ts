export { EXPORTER_METRICS } from './exporter-metrics.ts';
export { localPrometheus } from './local-prometheus.ts';
