import type { Overlay } from './render.ts';
import type { SettingsByApp } from './service-settings.ts';

/** What the rules compare the objects of an overlay with. */
export interface CheckContext {
  readonly overlay: Overlay;
  /** The Secrets that k8s/new-secrets.mjs makes: the values by key, by the name of the Secret. */
  readonly secrets: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly settings: SettingsByApp;
  /** The paths that every service serves to operators. */
  readonly operationsPaths: readonly string[];
  /** The paths to which voters send their votes. */
  readonly votePaths: readonly string[];
  /** The paths to which gateways send the votes of many voters. */
  readonly gatewayPaths: readonly string[];
  /** The names of the queues. */
  readonly queues: readonly string[];
  /** The names of jobs that an alert names. */
  readonly alertedJobs: readonly string[];
  /** The most memory that a process of each app had, in MiB (docs/PERFORMANCE.md). */
  readonly measuredMemory: ReadonlyMap<string, number>;
  /** The groups of monitoring/alerts.yml. */
  readonly alertGroups: unknown;
}
