import type { MetricDeclaration } from '@scrutin/service-runtime';
import { METRIC_GROUPS } from '@scrutin/service-runtime';
import { enumeration, wrapped } from './markdown.ts';

const HEAD = `# Metrics

Every service serves its metrics for Prometheus at \`/metrics\` on \`METRICS_PORT\`, and never on a public port. This page
lists all of them. It is made from the catalogue in \`libs/service-runtime/src/metrics\` by
\`npm run monitoring:generate\`. Services create metrics only from the catalogue, and \`measured.test.ts\` compares it with
what the real services expose.

Every metric also has the label \`service\`, whose value is the name of the service.

What the labels and numbers never show (P6):

- No label has a URL, a voter, a credential or an address.
- No number shows the choices of a law while its results are withheld, and none shows candidates. The votes of a single
  contest change only at the turn of a minute, so that a scrape does not show in which contest somebody has just voted.
- The label sets do not grow with the number of votes or voters. The largest ones grow with the number of contests and
  regions.
`;

/** The content of docs/METRICS.md. */
export function metricsDocument(): string {
  const groups = Object.entries(METRIC_GROUPS).map(([subject, metrics]) => {
    const entries = Object.entries(metrics as Record<string, MetricDeclaration>).map(entryOf);
    return `## ${subject}\n\n${entries.join('\n')}\n`;
  });
  return [HEAD, ...groups].join('\n');
}

function entryOf([name, { type, unit, labels, help, services }]: [string, MetricDeclaration]): string {
  const head = `- \`${name}\` (${type}, ${unit === 'ratio' ? 'no unit' : `in ${unit}`}; ${enumeration(services)}): ${help}`;
  const labelled = Object.entries(labels).map(([label, values]) =>
    'namesOf' in values
      ? `\`${label}\` (${values.namesOf})`
      : `\`${label}\` (${values.map((value) => `\`${value}\``).join(', ')})`,
  );
  const text = labelled.length === 0 ? head : `${head} Labels: ${labelled.join('; ')}.`;
  return wrapped(text, '  ');
}
