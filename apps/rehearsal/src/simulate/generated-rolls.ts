import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { formatRollLine, parseRollLine } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import type { Environment } from '@scrutin/local-stack';
import { projectFolder } from '@scrutin/local-stack';
import type { RollEntry } from '@scrutin/voter-roll';

/**
 * Keeps the hashes of generated voters in files on this machine. The record counts these voters, so a Redis that has
 * lost the roll can be restored only with their hashes.
 */
export interface GeneratedRolls {
  keep(rollKey: RollKey, entries: readonly RollEntry[]): Promise<void>;
  read(rollKey: RollKey): Promise<RollEntry[]>;
}

/** The files of the checkout around the working folder. Outside a checkout, nothing is kept and nothing is read. */
export function generatedRolls(environment: Environment): GeneratedRolls {
  const project = projectFolder(process.cwd());
  if (project === undefined) return { keep: () => Promise.resolve(), read: () => Promise.resolve([]) };
  return generatedRollsIn(path.join(project, '.scrutin', environment['SCRUTIN_PROFILE'] ?? 'dev', 'made-up'));
}

export function generatedRollsIn(folder: string): GeneratedRolls {
  const fileOf = (rollKey: RollKey): string => path.join(folder, `${rollKey.replace(':', '-')}.txt`);
  return {
    async keep(rollKey, entries) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const lines = entries.map(({ hash, region }) => `${formatRollLine(hash, region)}\n`);
      await appendFile(fileOf(rollKey), lines.join(''), { mode: 0o600 });
    },
    async read(rollKey) {
      try {
        const text = await readFile(fileOf(rollKey), 'latin1');
        return text.split('\n').flatMap((line) => parseRollLine(line) ?? []);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    },
  };
}
