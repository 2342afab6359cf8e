import { AGGREGATION_METRICS } from './catalogue/aggregation.ts';
import { BROKER_METRICS } from './catalogue/broker.ts';
import { HTTP_METRICS } from './catalogue/http.ts';
import { OFFICE_METRICS } from './catalogue/office.ts';
import { PROCESS_METRICS } from './catalogue/process.ts';
import { STORE_METRICS } from './catalogue/stores.ts';
import { VALIDATION_METRICS } from './catalogue/validation.ts';
import { VOTE_METRICS } from './catalogue/votes.ts';

/**
 * All metrics that a service may expose, by subject. Services create metrics only from here, docs/METRICS.md is made
 * from here, and a test compares this catalogue with what the real services expose.
 */
export const METRIC_GROUPS = {
  'Accepted votes and the ledger': VOTE_METRICS,
  Validation: VALIDATION_METRICS,
  'Counting and mixing': AGGREGATION_METRICS,
  'The office': OFFICE_METRICS,
  HTTP: HTTP_METRICS,
  RabbitMQ: BROKER_METRICS,
  'PostgreSQL, Redis and the clock': STORE_METRICS,
  'The process': PROCESS_METRICS,
} as const;

/** All metrics by their name. */
export const METRICS = {
  ...VOTE_METRICS,
  ...VALIDATION_METRICS,
  ...AGGREGATION_METRICS,
  ...OFFICE_METRICS,
  ...HTTP_METRICS,
  ...BROKER_METRICS,
  ...STORE_METRICS,
  ...PROCESS_METRICS,
} as const;

export type MetricName = keyof typeof METRICS;

type LabelsOf<Name extends MetricName> = (typeof METRICS)[Name]['labels'];

/** The values that a label of a metric may have. */
export type LabelValue<
  Name extends MetricName,
  Label extends keyof LabelsOf<Name>,
> = LabelsOf<Name>[Label] extends readonly (infer Value extends string)[] ? Value : string;

/** A value for every label of a metric. */
export type MetricLabels<Name extends MetricName> = {
  readonly [Label in keyof LabelsOf<Name>]: LabelValue<Name, Label>;
};

/** The names of the metrics of a type. */
export type NameOf<Type extends 'counter' | 'gauge' | 'histogram'> = {
  [Name in MetricName]: (typeof METRICS)[Name]['type'] extends Type ? Name : never;
}[MetricName];
