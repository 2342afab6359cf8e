/** The jobs of the services. `results-api` exists only on Kubernetes, where it is the ingestion API for readers. */
export const SERVICE_JOBS = [
  'ingestion-api',
  'results-api',
  'validation-worker',
  'aggregator',
  'admin-api',
] as const;

/** The jobs of the servers, as monitoring/prometheus.yml names them. */
export const ENGINE_JOBS = ['rabbitmq', 'rabbitmq-queues', 'redis', 'postgres'] as const;

const CHOSEN = 'job=~"$job",instance=~"$instance"';

/** The series of a metric from the jobs and processes that the reader has chosen, with more conditions if given. */
export function series(metric: string, conditions = ''): string {
  return `${metric}{${conditions === '' ? CHOSEN : `${CHOSEN},${conditions}`}}`;
}

/** The growth of each counter per second. */
export function rate(metric: string, conditions = ''): string {
  return `rate(${series(metric, conditions)}[$__rate_interval])`;
}

/** The growth of each counter within the interval of a point. */
export function increase(metric: string, conditions = ''): string {
  return `increase(${series(metric, conditions)}[$__rate_interval])`;
}

/** What a quantile of a histogram is computed from. */
interface Quantile {
  readonly metric: string;
  /** The labels by which there is a figure of its own, such as `queue`. */
  readonly by?: readonly string[];
  readonly conditions?: string;
}

/** A quantile of a histogram, from 0 to 1, such as 0.95. */
export function quantile(share: number, { metric, by = [], conditions = '' }: Quantile): string {
  const labels = [...by, 'le'].join(', ');
  return `histogram_quantile(${share}, sum by (${labels}) (${rate(`${metric}_bucket`, conditions)}))`;
}

/** The mean of what a histogram observed. */
export function mean({ metric, by = [], conditions = '' }: Quantile): string {
  const sum = (part: string): string =>
    `sum by (${by.join(', ')}) (${rate(`${metric}_${part}`, conditions)})`;
  return `${sum('sum')} / ${sum('count')}`;
}
