// @ts-check
/**
 * The folders and files of the scripts. They write everything into `.scrutin/`, which git ignores.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = realpathSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..'));

/** A name that no other checkout on this machine has, so that two clones never share a node name or a container. */
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
