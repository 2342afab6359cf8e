import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The name of the file. The node exporter reads every file of its folder that ends with `.prom`. */
const FILE = 'scrutin_backup.prom';

/**
 * Writes when the last backup was completed, for the textfile collector of the node exporter. The file is replaced at
 * once, so that the exporter never reads half of it.
 *
 * @param folder the folder of `--collector.textfile.directory`
 * @param backup its end, in seconds since the epoch
 */
export async function writeBackupMetrics(
  folder: string,
  { endedAt }: { readonly endedAt: number },
): Promise<void> {
  const name = 'scrutin_backup_last_completed_timestamp_seconds';
  const text = `# HELP ${name} The end of the last base backup of PostgreSQL that was completed.\n# TYPE ${name} gauge\n${name} ${endedAt}\n`;
  const file = path.join(folder, FILE);
  await writeFile(`${file}.new`, text, { mode: 0o644 });
  await rename(`${file}.new`, file);
}
