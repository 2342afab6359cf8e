/**
 * The object of the Prometheus Operator with the groups of a rule file. k8s/components/monitoring applies it, so the
 * alerts are the same everywhere.
 *
 * @param rules the text of a rule file of Prometheus: comments, and then `groups:`
 */
export function prometheusRule(rules: string): string {
  const groups = rules.slice(rules.search(/^groups:/m));
  const indented = groups
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`));
  return [
    '# Made from alerts.yml by `npm run monitoring:generate`.',
    'apiVersion: monitoring.coreos.com/v1',
    'kind: PrometheusRule',
    'metadata:',
    '  name: scrutin',
    'spec:',
    ...indented,
    '',
  ].join('\n');
}
