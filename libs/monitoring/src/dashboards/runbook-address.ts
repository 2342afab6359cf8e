import { ALERTS } from '../alerts/groups.ts';

/** The end of the address of the dashboard with the runbooks. */
export const RUNBOOKS_NAME = 'runbooks';

/** The number of the panel with the runbook of an alert, from 1. @throws Error if there is no such alert */
export function runbookPanelId(alert: string): number {
  const index = ALERTS.findIndex(({ name }) => name === alert);
  if (index < 0) throw new Error(`there is no alert ${alert}`);
  return index + 1;
}

/** The address of the runbook of an alert within Grafana, which shows it alone on the page. */
export function runbookPanelUrl(alert: string): string {
  return `/d/scrutin-${RUNBOOKS_NAME}/${RUNBOOKS_NAME}?viewPanel=${runbookPanelId(alert)}`;
}
