import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { ALERT_GROUPS, ALERTS } from '../alerts/groups.ts';
import { runbookText, TITLES } from '../runbooks/document.ts';
import type { ClassicDashboard } from './classic-schema.ts';
import { emptyDashboard } from './empty-dashboard.ts';
import { runbookPanelId, RUNBOOKS_NAME } from './runbook-address.ts';

const HEIGHT = 14;
const WIDTH = 12;

/**
 * The runbooks as a dashboard, so that the link of a panel leads to a runbook wherever Grafana runs. It shows the same
 * text as docs/runbooks.
 */
export function runbooksDashboard(): ClassicDashboard {
  const dashboard = emptyDashboard({
    name: RUNBOOKS_NAME,
    title: 'Scrutin: runbooks',
    description: 'What to know and to do when an alert fires.',
  });
  let rows = 0;
  for (const { name, alerts } of ALERT_GROUPS) {
    rows += 1;
    dashboard.withRow(new RowBuilder(`Runbooks of ${TITLES[name] ?? name}`).id(ALERTS.length + rows));
    for (const alert of alerts) {
      dashboard.withPanel(
        new PanelBuilder()
          .id(runbookPanelId(alert.name))
          .title(alert.name)
          .description(alert.summary)
          .mode(TextMode.Markdown)
          .content(runbookText(alert))
          .height(HEIGHT)
          .span(WIDTH),
      );
    }
  }
  return dashboard.build();
}
