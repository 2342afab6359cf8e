/** `critical`: somebody must act now, at any hour. `warning`: somebody must look today. `none`: always fires. */
type Severity = 'critical' | 'warning' | 'none';

/** An alert, from which the rules of Prometheus and the object for Kubernetes are made. */
export interface Alert {
  /** It is also the heading of its runbook. */
  readonly name: string;
  readonly severity: Severity;
  /** How long the expression must hold before the alert fires, as Prometheus writes times. */
  readonly for: string;
  /** PromQL. The alert fires for each series that it returns. */
  readonly expr: string;
  /** What happens, in a sentence. */
  readonly summary: string;
  /** What it means for voters, officials or the result. */
  readonly impact: string;
}

/** Alerts that are evaluated together. */
export interface AlertGroup {
  readonly name: string;
  readonly alerts: readonly Alert[];
}
