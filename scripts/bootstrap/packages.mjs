// @ts-check
/** The packages of package-lock.json, and among them the Node.js that everything runs on. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from './foreground.mjs';
import { withLock } from './lock.mjs';
import { lockFile, scrutinFolder } from './project.mjs';
import { step } from './steps.mjs';

/** @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean }} LockedPackage */

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const WAIT_MS = 900_000;

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function packagesIn(file) {
  try {
    /** @type {unknown} */
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    return /** @type {{ packages?: Record<string, LockedPackage> }} */ (lock).packages;
  } catch {
    return undefined; // absent, or cut short
  }
}

/**
 * True if node_modules has the packages of package-lock.json. npm writes its list of the installed packages at the end
 * of an installation, so there is no such list after an interrupted one. Optional packages may be absent, because most
 * of them are for other platforms.
 *
 * @param {string} root the folder of the project
 */
export function packagesAreInstalled(root) {
  const locked = packagesIn(path.join(root, 'package-lock.json'));
  const installed = packagesIn(path.join(root, 'node_modules', '.package-lock.json'));
  if (!locked || !installed) return false;
  return Object.entries(locked)
    .filter(([place]) => place.startsWith('node_modules/') || place.includes('/node_modules/'))
    .every(([place, entry]) => {
      const found = installed[place];
      if (found === undefined) return entry.optional === true;
      return (
        found.version === entry.version && found.integrity === entry.integrity && found.link === entry.link
      );
    });
}

/**
 * Runs `npm ci` if node_modules does not have the packages of package-lock.json. npm takes from its cache what it has
 * downloaded before. Returns true if `npm ci` ran.
 *
 * @param {string} root the folder of the project
 */
export async function installPackages(root) {
  if (packagesAreInstalled(root)) return false;
  return withLock(lockFile('prepare'), { what: 'npm ci', waitMs: WAIT_MS }, async () => {
    if (packagesAreInstalled(root)) return false;
    await step('packages', async (say) => {
      say('npm ci');
      await runQuietly('npm ci', NPM, ['ci', '--prefer-offline', '--no-audit', '--no-fund'], {
        log: path.join(scrutinFolder, 'npm-ci.log'),
      });
      return 'packages installed';
    });
    return true;
  });
}

/**
 * The folder in which npm puts the programs of the packages.
 *
 * @param {string} root the folder of the project
 */
export function programsFolder(root) {
  return path.join(root, 'node_modules', '.bin');
}

/**
 * The program of the pinned Node.js; null if it is not installed.
 *
 * @param {string} root the folder of the project
 */
export function pinnedNode(root) {
  const program = path.join(programsFolder(root), 'node');
  return existsSync(program) ? realpathSync(program) : null;
}
