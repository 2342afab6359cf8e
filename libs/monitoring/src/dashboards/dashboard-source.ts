/** An expression of a panel, with the text that its legend shows for each series. */
interface Query {
  /** PromQL, with the variables of the dashboard. */
  readonly expr: string;
  /** The legend, in which `{{label}}` stands for the value of a label. */
  readonly legend: string;
}

/** How a panel shows its figures: over time, over time on top of each other, or only the last ones. */
type PanelKind = 'lines' | 'stacked' | 'numbers' | 'bars' | 'names' | 'table';

/** The limits that a panel shows, in its unit. Each is the limit of one of the alerts of the panel. */
export interface Limits {
  readonly warning?: number;
  readonly critical?: number;
  /** True if figures below the limit are bad, and not figures above it. */
  readonly below?: true;
}

/** A panel, from which the one of Grafana is made. */
export interface PanelSource {
  readonly title: string;
  /** What the figures mean, in whole sentences. */
  readonly description: string;
  readonly kind: PanelKind;
  /** A unit of Grafana. */
  readonly unit: string;
  readonly queries: readonly Query[];
  /** The alerts that watch these figures. The panel has a link to the runbook of each. */
  readonly alerts?: readonly string[];
  readonly limits?: Limits;
  /** In 24ths of the width of the page. The default is 8. */
  readonly width?: number;
  /** The shortest step of the figures, for figures that change seldom. */
  readonly step?: string;
}

/** Panels under a heading. */
export interface RowSource {
  readonly title: string;
  readonly panels: readonly PanelSource[];
}

/** A variable whose values are those of a label, and which can be narrowed on the page. */
export interface LabelVariable {
  readonly name: string;
  readonly title: string;
  /** The query `label_values` of Grafana for Prometheus. */
  readonly values: string;
}

/** A dashboard, from which the file for Grafana is made. */
export interface DashboardSource {
  /** The end of its address, and the name of its file. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The jobs whose figures it shows. */
  readonly jobs: readonly string[];
  readonly variables?: readonly LabelVariable[];
  readonly rows: readonly RowSource[];
}
