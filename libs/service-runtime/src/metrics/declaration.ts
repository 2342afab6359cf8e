/** The services, by the names that their processes have. */
export type ServiceName = 'ingestion-api' | 'validation-worker' | 'aggregator' | 'admin-api';

/** What one unit of the value of a metric is. `ratio` is a number without a unit, such as 0 or 1. */
type MetricUnit =
  | 'votes'
  | 'voters'
  | 'ballots'
  | 'messages'
  | 'entries'
  | 'batches'
  | 'requests'
  | 'logins'
  | 'acts'
  | 'operations'
  | 'connections'
  | 'resources'
  | 'files'
  | 'findings'
  | 'seconds'
  | 'bytes'
  | 'ratio';

/** The values of a label: a closed set, or the names of things whose number does not grow with the votes. */
export type LabelDeclaration = readonly string[] | { readonly namesOf: string };

/**
 * A metric as the catalogue declares it. P6: no label ever has a URL, a voter, an address, or a choice of a contest
 * whose results are withheld. Nothing is measured for a metric that is not declared.
 */
export interface MetricDeclaration {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly unit: MetricUnit;
  readonly labels: Readonly<Record<string, LabelDeclaration>>;
  /** One sentence, which the page of metrics shows too. */
  readonly help: string;
  /** The services that expose the metric. */
  readonly services: readonly ServiceName[];
  /** The upper bounds of a histogram, in its unit. */
  readonly buckets?: readonly number[];
  /** Whether a counter or histogram with closed labels has samples for each label set from the start. */
  readonly startsAtZero?: boolean;
}

export type Declarations = Readonly<Record<string, MetricDeclaration>>;

export const EVERY_SERVICE = [
  'ingestion-api',
  'validation-worker',
  'aggregator',
  'admin-api',
] as const satisfies readonly ServiceName[];

/** The buckets of latency histograms in seconds, from half a millisecond (a round trip to Redis) to ten seconds. */
export const LATENCY_BUCKETS_S = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 1, 2.5, 5, 10,
] as const;
