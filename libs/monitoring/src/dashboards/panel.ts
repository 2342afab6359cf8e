import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  BarGaugeDisplayMode,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VizOrientation,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DashboardLink, Panel, Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type { Limits, PanelSource } from './dashboard-source.ts';
import { plainLink } from './plain-link.ts';
import { runbookPanelUrl } from './runbook-address.ts';

/** The data source that the reader of a dashboard has chosen. */
export const CHOSEN_SOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

/** The names of the queries of a panel. */
const REFERENCES = 'ABCDEFGH';
const HEIGHT = 8;
const WIDTH = 8;

type AnyPanelBuilder =
  timeseries.PanelBuilder | stat.PanelBuilder | bargauge.PanelBuilder | table.PanelBuilder;

/** A panel for Grafana. */
export function panelOf(source: PanelSource): Builder<Panel> {
  const { title, description, unit, width = WIDTH, step } = source;
  const panel: AnyPanelBuilder = emptyPanel(source);
  panel
    .title(title)
    .description(description)
    .unit(unit)
    .datasource(CHOSEN_SOURCE)
    .height(HEIGHT)
    .span(width)
    .thresholds(thresholds(source.limits))
    .targets(queriesOf(source))
    .links((source.alerts ?? []).map(runbookLink));
  if (step !== undefined) panel.interval(step);
  return panel;
}

function emptyPanel({ kind, limits }: PanelSource): AnyPanelBuilder {
  switch (kind) {
    case 'lines':
    case 'stacked':
      return linesPanel(kind === 'stacked', limits);
    case 'numbers':
      return new stat.PanelBuilder()
        .reduceOptions(lastValue())
        .graphMode(BigValueGraphMode.Area)
        .textMode(BigValueTextMode.ValueAndName);
    case 'names':
      return new stat.PanelBuilder()
        .reduceOptions(lastValue())
        .graphMode(BigValueGraphMode.None)
        .colorMode(BigValueColorMode.None)
        .textMode(BigValueTextMode.Name);
    case 'bars':
      return new bargauge.PanelBuilder()
        .reduceOptions(lastValue())
        .orientation(VizOrientation.Horizontal)
        .displayMode(BarGaugeDisplayMode.Basic)
        .min(0);
    case 'table':
      return new table.PanelBuilder().withTransformation({
        id: 'organize',
        options: { excludeByName: { Time: true, Value: true } },
      });
  }
}

function linesPanel(stacked: boolean, limits: Limits | undefined): timeseries.PanelBuilder {
  const panel = new timeseries.PanelBuilder()
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .fillOpacity(stacked ? 30 : 5);
  if (stacked) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal)).min(0);
  if (limits !== undefined) {
    panel.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
  }
  return panel;
}

function lastValue(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false);
}

/** The queries of a panel. Panels that show only the last figure ask only for that one. */
function queriesOf({ kind, queries }: PanelSource): DataqueryBuilder[] {
  return queries.map(({ expr, legend }, i) => {
    const query = new DataqueryBuilder()
      .expr(expr)
      .legendFormat(legend)
      .refId(REFERENCES.charAt(i))
      .datasource(CHOSEN_SOURCE);
    if (kind === 'table') return query.instant().format(PromQueryFormat.Table);
    return kind === 'bars' || kind === 'names' ? query.instant() : query.range();
  });
}

function thresholds(limits: Limits = {}): ThresholdsConfigBuilder {
  const { warning, critical, below } = limits;
  const steps: Threshold[] = [{ value: null, color: below === true ? 'red' : 'green' }];
  if (below === true) steps.push({ value: critical ?? warning ?? 0, color: 'green' });
  else {
    if (warning !== undefined) steps.push({ value: warning, color: 'orange' });
    if (critical !== undefined) steps.push({ value: critical, color: 'red' });
  }
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

function runbookLink(alert: string): Builder<DashboardLink> {
  return { build: () => plainLink({ title: `Runbook: ${alert}`, url: runbookPanelUrl(alert) }) };
}
