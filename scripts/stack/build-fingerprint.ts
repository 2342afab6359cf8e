/** What of the build an application runs: its own files and those of every lib that it uses. */
import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SCOPE = '@scrutin/';

/** The libs of this project among the dependencies of a package, from its package.json. */
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
 * `root` is the folder of the project, `app` the name of a folder in `apps/`.
 */
export function foldersOfApp(root: string, app: string): string[] {
  const appFolder = path.join(root, 'apps', app);
  const found = new Set<string>();
  const visit = (folder: string): void => {
    for (const lib of libsOf(folder)) {
      const libFolder = path.join(root, 'libs', lib);
      if (found.has(libFolder)) continue;
      found.add(libFolder);
      visit(libFolder);
    }
  };
  visit(appFolder);
  return [appFolder, ...[...found].sort()];
}

/**
 * A digest of the application's program. It is taken of the content, since the same files are written again by a build
 * that comes out of a cache.
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
    else if (entry.name.endsWith('.js')) hash.update(`${full}\n`).update(readFileSync(full));
  }
}
