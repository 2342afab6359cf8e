import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { ClassicDashboard } from './classic-schema.ts';
import type { DashboardSource, LabelVariable } from './dashboard-source.ts';
import { emptyDashboard } from './empty-dashboard.ts';
import { CHOSEN_SOURCE, panelOf } from './panel.ts';

/** A dashboard for Grafana. */
export function dashboardOf(source: DashboardSource): ClassicDashboard {
  const dashboard = emptyDashboard(source)
    .time({ from: 'now-1h', to: 'now' })
    .refresh('10s')
    .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type(CHOSEN_SOURCE.type));
  for (const variable of [...choices(source.jobs), ...(source.variables ?? [])]) {
    dashboard.withVariable(labelVariable(variable));
  }
  for (const { title, panels } of source.rows) {
    dashboard.withRow(new RowBuilder(title));
    for (const panel of panels) dashboard.withPanel(panelOf(panel));
  }
  return numbered(dashboard.build());
}

/** The variables with which the reader chooses jobs and processes. */
function choices(jobs: readonly string[]): LabelVariable[] {
  return [
    { name: 'job', title: 'Job', values: `label_values(up{job=~"${jobs.join('|')}"}, job)` },
    { name: 'instance', title: 'Process', values: 'label_values(up{job=~"$job"}, instance)' },
  ];
}

function labelVariable({ name, title, values }: LabelVariable): QueryVariableBuilder {
  const variable = new QueryVariableBuilder(name)
    .label(title)
    .datasource(CHOSEN_SOURCE)
    .query({ query: values, refId: name })
    .definition(values)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: 'All', value: '$__all' });
  // All jobs are those of the list. For the others, a pattern is shorter than the names of many processes.
  return name === 'job' ? variable : variable.allValue('.*');
}

/** Gives each panel its number, which stays the same as long as no panel is inserted before it. */
function numbered(dashboard: ClassicDashboard): ClassicDashboard {
  return { ...dashboard, panels: dashboard.panels?.map((panel, i) => ({ ...panel, id: i + 1 })) ?? [] };
}
