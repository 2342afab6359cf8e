import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ROLL_MANIFEST_FILE } from '@scrutin/credentials';
import { ConfigurationError } from '@scrutin/service-runtime';
import { openLegacyFiles } from './legacy-files.ts';
import { openRollFolder } from './roll-folder.ts';
import type { RollSource } from './roll-source.ts';

/**
 * Finds out what was named: a folder made by `credentials generate` (or its `roll` folder, or the manifest
 * in it), or JSON files of the older system (or a folder of them).
 *
 * @throws ConfigurationError if it is neither, or is damaged
 */
export async function openRollSource(paths: readonly string[]): Promise<RollSource> {
  const [first] = paths;
  if (first !== undefined && paths.length === 1) {
    const manifest = await manifestOf(first);
    if (manifest !== undefined) return openRollFolder(manifest);
  }
  for (const name of paths) {
    if ((await manifestOf(name)) === undefined) continue;
    throw new ConfigurationError(
      `${name} is a roll with a manifest: load one such roll at a time, each with its own \`roll load\`.`,
    );
  }
  const files: string[] = [];
  for (const name of paths) files.push(...(await jsonFilesOf(name)));
  return openLegacyFiles(files);
}

async function manifestOf(name: string): Promise<string | undefined> {
  const candidates = [
    path.join(name, ROLL_MANIFEST_FILE),
    path.join(name, 'roll', ROLL_MANIFEST_FILE),
    ...(path.basename(name) === ROLL_MANIFEST_FILE ? [name] : []),
  ];
  for (const candidate of candidates) if ((await kindOf(candidate)) === 'file') return candidate;
  return undefined;
}

async function jsonFilesOf(name: string): Promise<string[]> {
  const kind = await kindOf(name);
  if (kind === 'nothing') throw new ConfigurationError(`${name} does not exist.`);
  if (kind === 'file') {
    if (name.endsWith('.json')) return [name];
    throw new ConfigurationError(
      `${name} is neither a roll folder with a ${ROLL_MANIFEST_FILE} nor a JSON file of the older system.`,
    );
  }
  const files = (await readdir(name)).filter((file) => file.endsWith('.json')).sort();
  if (files.length > 0) return files.map((file) => path.join(name, file));
  throw new ConfigurationError(
    `${name} holds no ${ROLL_MANIFEST_FILE}: it is no roll, or \`credentials generate\` did not finish it.`,
  );
}

async function kindOf(name: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(name)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'nothing';
    throw new ConfigurationError(`${name} cannot be read: run the command as the user who owns it.`, {
      cause: error,
    });
  }
}
