// @ts-check
/** Checks that Node.js is new enough to begin a command. It imports nothing and uses no recent syntax; see run.mjs. */

/** The oldest version that understands the files of this folder and runs `npm ci`: major and minor number. */
const OLDEST_NODE = [20, 19];

/** The major version that is installed with the packages. Everything except this folder runs on it. */
export const PINNED_MAJOR = 24;

/**
 * The message for a user whose Node.js is too old to begin; null if it is new enough.
 *
 * @param {string} version as in process.versions.node
 * @returns {string | null}
 */
export function problemWithNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return (
    `Scrutin needs Node.js ${OLDEST_NODE.join('.')} or newer to begin, and this is Node.js ${version}.\n` +
    `Install a newer one from https://nodejs.org (any version from ${OLDEST_NODE.join('.')} on will do: ` +
    `Scrutin then installs the Node.js ${PINNED_MAJOR} that it runs on by itself), and run the command again.`
  );
}
