import { format, resolveConfig } from 'prettier';
import { alertsFile, prometheusRule } from './alerts/rule-files.ts';
import { dashboardFiles } from './dashboards/dashboard-files.ts';
import { metricsDocument } from './metrics-document.ts';
import { runbookPages } from './runbooks/document.ts';

/** A file of the repository that is made from this library. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: () => string;
}

/** Every file that `npm run monitoring:generate` writes. */
export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: 'docs/METRICS.md', content: metricsDocument },
  { path: 'monitoring/alerts.yml', content: alertsFile },
  { path: 'monitoring/prometheus-rule.yaml', content: prometheusRule },
  ...dashboardFiles(),
  ...runbookPages(),
];

/**
 * The text of a file as it is checked in, which Prettier has formatted.
 *
 * @param root the folder of the repository
 */
export async function formatted({ path, content }: GeneratedFile, root: URL): Promise<string> {
  const options = await resolveConfig(new URL('.prettierrc', root));
  return format(content(), { ...options, filepath: path });
}
