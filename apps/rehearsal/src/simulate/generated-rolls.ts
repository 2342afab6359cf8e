import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  /** Returns what forgets these again, for voters who were not put on the roll. */
  keep(rollKey: RollKey, entries: readonly RollEntry[]): Promise<() => Promise<void>>;
  read(rollKey: RollKey): Promise<RollEntry[]>;
}

/** The files of the checkout around the working folder. Outside a checkout, nothing is kept and nothing is read. */
export function generatedRolls(environment: Environment): GeneratedRolls {
  const project = projectFolder(process.cwd());
  if (project === undefined) return KEEPS_NOTHING;
  return generatedRollsIn(path.join(project, '.scrutin', environment['SCRUTIN_PROFILE'] ?? 'dev', 'made-up'));
}

const NOTHING = (): Promise<void> => Promise.resolve();
const KEEPS_NOTHING: GeneratedRolls = {
  keep: () => Promise.resolve(NOTHING),
  read: () => Promise.resolve([]),
};

/** A folder for each roll, with a file for each time that voters were added to it. */
export function generatedRollsIn(folder: string): GeneratedRolls {
  const folderOf = (rollKey: RollKey): string => path.join(folder, rollKey.replace(':', '-'));
  return {
    async keep(rollKey, entries) {
      await mkdir(folderOf(rollKey), { recursive: true, mode: 0o700 });
      const file = path.join(folderOf(rollKey), `${randomUUID()}.txt`);
      const lines = entries.map(({ hash, region }) => `${formatRollLine(hash, region)}\n`);
      await writeFile(file, lines.join(''), { mode: 0o600, flag: 'wx' });
      return () => rm(file);
    },
    async read(rollKey) {
      const kept: RollEntry[] = [];
      for (const name of await filesIn(folderOf(rollKey))) {
        const text = await readFile(path.join(folderOf(rollKey), name), 'latin1');
        kept.push(...text.split('\n').flatMap((line) => parseRollLine(line) ?? []));
      }
      return kept;
    },
  };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
