/** Finds the programs of the servers without a shell: on the PATH, and in folders of Debian that are not on it. */
import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The full path of a program, or null. The sbin folders are searched too, which Debian leaves out of a user's PATH. */
export function findOnPath(program: string): string | null {
  const folders = [
    ...(process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean),
    '/usr/local/sbin',
    '/usr/local/bin',
    '/usr/sbin',
    '/usr/bin',
    '/sbin',
    '/bin',
    '/opt/homebrew/bin',
  ];
  return folders.map((folder) => path.join(folder, program)).find(isExecutable) ?? null;
}

/** The folders that match `<parent>/<one level>/<rest>`, with the highest version first. */
export function versionedFolders(parent: string, rest: string): string[] {
  try {
    return readdirSync(parent)
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .map((entry) => path.join(parent, entry, rest));
  } catch {
    return [];
  }
}

/** The first of these folders that contains all the programs. */
export function folderWith(programs: readonly string[], folders: readonly string[]): string | null {
  return (
    folders.find((folder) => programs.every((program) => isExecutable(path.join(folder, program)))) ?? null
  );
}
