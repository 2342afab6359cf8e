import { stringify } from 'yaml';
import { runbookUrl } from '../runbooks/document.ts';
import type { Alert, AlertGroup } from './alert.ts';
import { ALERT_GROUPS } from './groups.ts';

const NOTE = `# Made from libs/monitoring/src/alerts by \`npm run monitoring:generate\`. Change the source, not this file.`;

/** The content of monitoring/alerts.yml, the file of rules that Prometheus loads. */
export function alertsFile(): string {
  const head = `${NOTE}\n# Check it with: promtool check rules monitoring/alerts.yml\n`;
  return head + stringify({ groups: ruleGroups() }, { lineWidth: 0 });
}

/** The content of monitoring/prometheus-rule.yaml, the same rules as an object for the operator of Prometheus. */
export function prometheusRule(): string {
  const object = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'scrutin' },
    spec: { groups: ruleGroups() },
  };
  return `${NOTE}\n${stringify(object, { lineWidth: 0 })}`;
}

function ruleGroups() {
  return ALERT_GROUPS.map(({ name, alerts }: AlertGroup) => ({ name, rules: alerts.map(ruleOf) }));
}

function ruleOf(alert: Alert) {
  const { name, expr, for: time, severity } = alert;
  return { alert: name, expr, for: time, labels: { severity }, annotations: annotationsOf(alert) };
}

/** The annotations of an alert. The address of its runbook is that in the repository. */
export function annotationsOf({ name, summary, impact }: Alert): Readonly<Record<string, string>> {
  return { summary, impact, runbook_url: runbookUrl(name) };
}
