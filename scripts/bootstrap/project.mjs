// @ts-check
/**
 * Where things are. Everything that the scripts write lies under `.scrutin/`, which git ignores.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = realpathSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..'));

/** Names this checkout among others on the same machine: two clones never share a node name or a container. */
export const projectHash = createHash('sha256').update(projectRoot).digest('hex').slice(0, 10);

export const scrutinFolder = path.join(projectRoot, '.scrutin');

/**
 * The file of a lock: `dev` and `test` for the commands of those profiles, `prepare` for packages and build, …
 *
 * @param {string} name
 */
export function lockFile(name) {
  return path.join(scrutinFolder, 'locks', `${name}.lock`);
}
