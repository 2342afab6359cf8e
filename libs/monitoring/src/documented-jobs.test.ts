import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { promtool } from '@scrutin/testkit';

const ROOT = path.join(import.meta.dirname, '../../..');

test('Prometheus accepts the jobs that OPERATIONS.md adds to its configuration', async () => {
  const document = readFileSync(path.join(ROOT, 'docs/OPERATIONS.md'), 'utf8');
  const section = document.slice(document.indexOf('### Watch backups and certificates\n'));
  const jobs = parse(/```yaml\n([^]*?)```/.exec(section)?.[1] ?? '') as readonly {
    readonly job_name: string;
  }[];
  expect(jobs.map((job) => job.job_name)).toEqual(['database-host', 'certificates']);
  const text = readFileSync(path.join(ROOT, 'monitoring/prometheus.yml'), 'utf8');
  const { scrape_configs: ours, ...others } = parse(text) as { readonly scrape_configs: readonly object[] };
  const folder = mkdtempSync(path.join(tmpdir(), 'scrutin-prometheus-'));
  try {
    const file = path.join(folder, 'prometheus.yml');
    writeFileSync(path.join(folder, 'alerts.yml'), 'groups: []\n');
    writeFileSync(file, stringify({ ...others, scrape_configs: [...ours, ...jobs] }));
    expect(await promtool(['check', 'config', file])).toMatchObject({ code: 0 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
