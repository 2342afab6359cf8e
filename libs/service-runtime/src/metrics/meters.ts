import type { Registry } from 'prom-client';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { MetricLabels, MetricName, NameOf } from './catalogue.ts';
import { METRICS } from './catalogue.ts';
import type { LabelDeclaration, MetricDeclaration } from './declaration.ts';

/** The labels of a metric before the value; nothing if it has no label. */
type Labelled<Name extends MetricName> = keyof MetricLabels<Name> extends never
  ? []
  : [labels: MetricLabels<Name>];

/** A counter that can only grow. Keep the child that `labels` returns where one label set is counted often. */
export interface CounterOf<Name extends MetricName> {
  inc(...labelsAndAmount: [...Labelled<Name>, amount?: number]): void;
  labels(labels: MetricLabels<Name>): { inc(amount?: number): void };
  reset(): void;
}

export interface GaugeOf<Name extends MetricName> {
  set(...labelsAndValue: [...Labelled<Name>, value: number]): void;
  inc(...labels: Labelled<Name>): void;
  dec(...labels: Labelled<Name>): void;
  /** Removes all samples. A gauge without labels becomes 0 instead: use `remove`. */
  reset(): void;
  /** Removes one sample, so that the gauge is absent. */
  remove(...labels: Labelled<Name>): void;
}

export interface HistogramOf<Name extends MetricName> {
  observe(...labelsAndValue: [...Labelled<Name>, value: number]): void;
  labels(labels: MetricLabels<Name>): { observe(value: number): void };
  /** Starts a clock. The returned function stops it and observes the seconds. */
  startTimer(...labels: Labelled<Name>): (labels?: Partial<MetricLabels<Name>>) => number;
}

/**
 * Registers a counter of the catalogue. A counter that starts at zero has a sample for each of its label sets at once,
 * because `increase()` does not see an increase of a series that appears with its first event.
 *
 * @param collect sets the value for each scrape
 * @throws Error if the registry has the metric already
 */
export function counter<Name extends NameOf<'counter'>>(
  registry: Registry,
  name: Name,
  collect?: (counter: CounterOf<Name>) => void,
): CounterOf<Name> {
  const made = new Counter({ ...configuration(registry, name), ...collecting(collect) });
  const declared: MetricDeclaration = METRICS[name];
  if (declared.startsAtZero === true) {
    for (const labels of labelSets(declared.labels)) made.inc(labels, 0);
  }
  return made as unknown as CounterOf<Name>;
}

/** Registers a gauge of the catalogue, which `collect` may set for each scrape. Otherwise as {@link counter}. */
export function gauge<Name extends NameOf<'gauge'>>(
  registry: Registry,
  name: Name,
  collect?: (gauge: GaugeOf<Name>) => void | Promise<void>,
): GaugeOf<Name> {
  return new Gauge({
    ...configuration(registry, name),
    ...collecting(collect),
  }) as unknown as GaugeOf<Name>;
}

/** Registers a histogram of the catalogue. Otherwise as {@link counter}. */
export function histogram<Name extends NameOf<'histogram'>>(
  registry: Registry,
  name: Name,
): HistogramOf<Name> {
  const declared: MetricDeclaration & { readonly buckets: readonly number[] } = METRICS[name];
  const made = new Histogram({ ...configuration(registry, name), buckets: [...declared.buckets] });
  if (declared.startsAtZero === true) {
    for (const labels of labelSets(declared.labels)) made.zero(labels);
  }
  return made as unknown as HistogramOf<Name>;
}

/**
 * Registers a counter without labels that is counted for every vote. Counting is one addition, and prom-client learns
 * the number when it is scraped.
 */
export function tally(
  registry: Registry,
  name: NameOf<'counter'> & WithoutLabels,
): { readonly add: (amount: number) => void } {
  let total = 0;
  counter(registry, name, (made) => {
    made.reset();
    made.inc(total);
  });
  return {
    add: (amount) => {
      total += amount;
    },
  };
}

type WithoutLabels = {
  [Name in MetricName]: keyof MetricLabels<Name> extends never ? Name : never;
}[MetricName];

function configuration(registry: Registry, name: MetricName) {
  const { help, labels }: MetricDeclaration = METRICS[name];
  return { name, help, labelNames: Object.keys(labels), registers: [registry] };
}

/** prom-client calls `collect` with the metric as `this`. */
function collecting(collect: ((meter: never) => void | Promise<void>) | undefined): object {
  if (collect === undefined) return {};
  return {
    collect(this: never): void | Promise<void> {
      return collect(this);
    },
  };
}

/** Every combination of the values of closed labels. */
function labelSets(labels: Readonly<Record<string, LabelDeclaration>>): Record<string, string>[] {
  let sets: Record<string, string>[] = [{}];
  for (const [label, values] of Object.entries(labels)) {
    if ('namesOf' in values) return [];
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [label]: value })));
  }
  return sets;
}
