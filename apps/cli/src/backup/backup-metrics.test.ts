import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseMetrics, promtool } from '@scrutin/testkit';
import { writeBackupMetrics } from './backup-metrics.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'scrutin-textfile-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('the file has the metric of the alert, in the form that Prometheus wants, and replaces the one of before', async () => {
  await writeBackupMetrics(folder, { endedAt: 1_900_000_000 });
  await writeBackupMetrics(folder, { endedAt: 1_900_086_400 });
  expect(readdirSync(folder)).toEqual(['scrutin_backup.prom']);
  const text = readFileSync(path.join(folder, 'scrutin_backup.prom'), 'utf8');
  expect(await promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
  expect(parseMetrics(text)).toEqual([
    { name: 'scrutin_backup_last_completed_timestamp_seconds', labels: {}, value: 1_900_086_400 },
  ]);
  const alerts = readFileSync(path.join(import.meta.dirname, '../../../../monitoring/alerts.yml'), 'utf8');
  expect(alerts).toContain('max(scrutin_backup_last_completed_timestamp_seconds)');
});

test('a folder that does not exist is an error', async () => {
  await expect(writeBackupMetrics(path.join(folder, 'none'), { endedAt: 1 })).rejects.toThrow('ENOENT');
});
