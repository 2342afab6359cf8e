import { CONTESTS } from './contests.ts';
import { dashboardOf } from './dashboard.ts';
import type { DashboardSource } from './dashboard-source.ts';
import { ENGINES } from './engines.ts';
import { FRAUD } from './fraud.ts';
import { OFFICE } from './office.ts';
import { OVERVIEW } from './overview.ts';
import { PIPELINE } from './pipeline.ts';
import { RUNBOOKS_NAME } from './runbook-address.ts';
import { runbooksDashboard } from './runbooks-dashboard.ts';

/** All dashboards but the one with the runbooks. */
export const DASHBOARDS: readonly DashboardSource[] = [OVERVIEW, PIPELINE, CONTESTS, ENGINES, OFFICE, FRAUD];

/** The files that Grafana reads: one for each dashboard. */
export function dashboardFiles(): { readonly path: string; readonly content: () => string }[] {
  return [
    ...DASHBOARDS.map((source) => ({ name: source.name, board: () => dashboardOf(source) })),
    { name: RUNBOOKS_NAME, board: runbooksDashboard },
  ].map(({ name, board }) => ({
    path: `monitoring/grafana/dashboards/${name}.json`,
    content: () => JSON.stringify(board(), undefined, 2),
  }));
}
