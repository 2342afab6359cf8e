/** Identifies the program of an application: its own built files, and those of every lib that it uses. */
import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SCOPE = '@scrutin/';

/** The folder of a package: most are libs, and the pages are apps. */
function folderOf(root: string, name: string): string {
  const lib = path.join(root, 'libs', name);
  return existsSync(lib) ? lib : path.join(root, 'apps', name);
}

/** The packages of this project on which a package depends, according to its package.json. */
function libsOf(folder: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return Object.keys(dependencies)
    .filter((name) => name.startsWith(SCOPE))
    .map((name) => name.slice(SCOPE.length));
}

/**
 * The folders of the application and of the libs that it uses, directly or through another lib, in a fixed order.
 * `root` is the folder of the project, and `app` the name of a folder in `apps/`.
 */
export function foldersOfApp(root: string, app: string): string[] {
  const appFolder = path.join(root, 'apps', app);
  const found = new Set<string>();
  const visit = (folder: string): void => {
    for (const name of libsOf(folder)) {
      const libFolder = folderOf(root, name);
      if (found.has(libFolder)) continue;
      found.add(libFolder);
      visit(libFolder);
    }
  };
  visit(appFolder);
  return [appFolder, ...[...found].sort()];
}

/**
 * A digest of the program of the application. It depends on the content and not on the times of the files, because a
 * build from a cache writes the same files again.
 */
export function buildFingerprint(root: string, app: string): string {
  const hash = createHash('sha256');
  for (const folder of foldersOfApp(root, app)) {
    const dist = path.join(folder, 'dist');
    if (existsSync(dist)) addFolder(hash, dist);
  }
  return hash.digest('hex');
}

function addFolder(hash: Hash, folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, full);
    else if (/\.(js|css)$/.test(entry.name)) hash.update(`${full}\n`).update(readFileSync(full));
  }
}
