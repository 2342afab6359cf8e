/**
 * The optional packages of other platforms that npm left out of package-lock.json.
 *
 * A package with one binary for each platform lists all of them as optional dependencies. npm writes into the lock
 * file only those that it saw: when it updates an existing node_modules, or when the registry does not serve them all,
 * the rest is missing, and `npm ci` then refuses the lock file on every machine ("Missing: … from lock file"). An
 * entry needs only the version, which these packages pin exactly, and the platform, which is in their names.
 * Reported as https://github.com/npm/cli/issues/4828 and 8320; npm 11.19 still did it in November 2026.
 */

interface LockEntry {
  readonly version?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The `packages` of a lock file, by their places. */
export type LockedPackages = Readonly<Record<string, LockEntry>>;

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm', 'arm64', 'x64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'mips64el'];
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** The platform in a name such as `@swc/core-linux-arm64-gnu`; null for a package that is not for one platform. */
function platformOf(name: string): { os: string[]; cpu: string[] } | null {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = words.map((word) => (word === 'win' ? 'win32' : word)).find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  return os !== undefined && cpu !== undefined ? { os: [os], cpu: [cpu] } : null;
}

/** Finds a dependency as Node does: first in the node_modules of the package, and then in those of its parents. */
function isLocked(packages: LockedPackages, place: string, name: string): boolean {
  for (let from = place; ; from = from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0))) {
    if (`${from === '' ? '' : `${from}/`}node_modules/${name}` in packages) return true;
    if (from === '') return false;
  }
}

/** The missing entries, by place. */
function missingEntries(packages: LockedPackages): [string, LockEntry][] {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, version]): [string, LockEntry][] => {
      const platform = platformOf(name);
      if (platform === null || !EXACT.test(version) || isLocked(packages, place, name)) return [];
      const dev = entry.dev === true ? { dev: true } : {};
      return [[`node_modules/${name}`, { version, ...platform, ...dev, optional: true }]];
    }),
  );
}

/** The packages with the missing entries, in the order of npm. `added` has the places of the new entries. */
export function completedPackages(packages: LockedPackages): { packages: LockedPackages; added: string[] } {
  const missing = Object.fromEntries(missingEntries(packages));
  const added = Object.keys(missing);
  if (added.length === 0) return { packages, added };
  const sorted = Object.entries({ ...packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { packages: Object.fromEntries(sorted), added };
}
