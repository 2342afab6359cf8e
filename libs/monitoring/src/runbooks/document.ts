import type { Alert, AlertGroup } from '../alerts/alert.ts';
import { ALERT_GROUPS } from '../alerts/groups.ts';
import { wrapped } from '../markdown.ts';
import type { Lookup } from './lookup.ts';
import { RUNBOOKS } from './runbooks.ts';

/** What the runbooks of each group of alerts are about. */
export const TITLES: Readonly<Record<string, string>> = {
  services: 'the services',
  engines: 'RabbitMQ, Redis and PostgreSQL',
  api: 'the APIs',
  pipeline: 'the way of a vote',
  fraud: 'signals of fraud',
  kubernetes: 'Kubernetes',
};

const NOTE =
  'This page is made from `libs/monitoring/src/runbooks` by `npm run monitoring:generate`. Change the source, not this page.';

/** The pages of runbooks: an index, and a page for each group of alerts. */
export function runbookPages(): { readonly path: string; readonly content: () => string }[] {
  return [
    { path: 'docs/runbooks/README.md', content: index },
    ...ALERT_GROUPS.map((group) => ({ path: pathOf(group), content: () => page(group) })),
  ];
}

/** The address of a runbook, from the root of the repository. */
export function runbookUrl(alert: string): string {
  const group = ALERT_GROUPS.find(({ alerts }) => alerts.some(({ name }) => name === alert));
  if (group === undefined) throw new Error(`there is no alert ${alert}`);
  return `${pathOf(group)}#${alert.toLowerCase()}`;
}

function pathOf({ name }: AlertGroup): string {
  return `docs/runbooks/${name}.md`;
}

function index(): string {
  const rows = ALERT_GROUPS.flatMap(({ name: group, alerts }) =>
    alerts.map(
      ({ name, severity, for: time, summary }) =>
        `| [${name}](${group}.md#${name.toLowerCase()}) | ${severity} | ${time} | ${summary} |`,
    ),
  );
  return `# Runbooks

What to know and to do when an alert fires. Each runbook says what the alert means, what it means for the vote, where to
look first, and what to do. An alert is \`critical\` if somebody must act now, and \`warning\` if somebody must look
today.

${wrapped(NOTE)}

Three rules hold for all of them:

- A vote that was answered 202 is stored. Restarts, waits and repetitions do not lose it. Votes are lost if
  somebody deletes a queue, the data of RabbitMQ or the database, or sets a policy that deletes messages.
- If the ledger is not balanced and you do not know why, change nothing and keep the logs.
- Services reconnect by themselves. It seldom helps to restart them.

The commands are for the three ways of running the system. Those for \`npm start\` and Compose run in the folder of the
project. On Kubernetes, the command line has a pod only while it is needed; scale it back to 0 afterwards:

\`\`\`sh
kubectl -n scrutin scale deployment/operator --replicas=1
kubectl -n scrutin rollout status deployment/operator
\`\`\`

| Alert | Severity | After | What happens |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function page({ name, alerts }: AlertGroup): string {
  return `# Runbooks of ${TITLES[name] ?? name}

${wrapped(`${NOTE} The [index](README.md) lists all runbooks and says how to use the commands.`)}

${alerts.map(section).join('\n')}`;
}

function section(alert: Alert): string {
  return `## ${alert.name}\n\n${runbookText(alert)}`;
}

/** The runbook of an alert in Markdown, without a heading. */
export function runbookText(alert: Alert): string {
  const runbook = RUNBOOKS[alert.name];
  if (runbook === undefined) throw new Error(`${alert.name} has no runbook`);
  return `${wrapped(`**What happens:** ${alert.summary}`)}

${wrapped(`**Meaning:** ${runbook.meaning}`)}

${wrapped(`**Impact:** ${alert.impact}`)}

**First look:**

${runbook.look.map(commands).join('\n')}
**What to do:**

${runbook.mitigation.map((step, i) => wrapped(`${i + 1}. ${step}`, '   ')).join('\n')}
`;
}

function commands({ title, npm, compose, kubectl }: Lookup): string {
  const lines = [
    ...(npm === undefined ? [] : ['# npm start', npm]),
    ...(compose === undefined ? [] : ['# Compose', compose]),
    ...(npm === undefined ? [] : ['# Kubernetes']),
    kubectl,
  ];
  return `${title}:\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`;
}
