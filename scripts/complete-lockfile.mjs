#!/usr/bin/env node
/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out.
 *
 * A package with one binary for each platform lists all of them as optional dependencies. npm writes into the lock
 * file only those that it saw: when it updates an existing node_modules, or when the registry does not serve them all,
 * the rest is missing, and `npm ci` then refuses the lock file on every machine ("Missing: … from lock file"). An
 * entry needs no more than the version, which these packages pin exactly, and the platform, which their names tell.
 * Run it after `npm install`; it changes nothing when nothing is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from './lib/project.mjs';
import { runMain } from './lib/refusal.mjs';

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
const PROCESSORS = {
  ...{
    arm: 'arm',
    arm64: 'arm64',
    x64: 'x64',
    ia32: 'ia32',
    loong64: 'loong64',
    ppc64: 'ppc64',
    riscv64: 'riscv64',
  },
  ...{ s390x: 's390x', mips64el: 'mips64el' },
};
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** The platform in a name such as `@swc/core-linux-arm64-gnu`; null for a package that is not of one platform. */
function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = words.map((word) => (word === 'win' ? 'win32' : word)).find((word) => SYSTEMS.includes(word));
  const cpu = words.map((word) => PROCESSORS[word]).find(Boolean);
  return os && cpu ? { os: [os], cpu: [cpu] } : null;
}

/** Looks a dependency up as Node does, from the package's own node_modules outwards. */
function isLocked(packages, place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0))) {
    if (`${from === '' ? '' : `${from}/`}node_modules/${name}` in packages) return true;
    if (from === '') return false;
  }
}

function missingEntries(packages) {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(
        ([name, version]) => EXACT.test(version) && platformOf(name) && !isLocked(packages, place, name),
      )
      .map(([name, version]) => [
        `node_modules/${name}`,
        { version, ...platformOf(name), ...(entry.dev ? { dev: true } : {}), optional: true },
      ]),
  );
}

await runMain(() => {
  const file = path.join(projectRoot, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(lock.packages);
  if (missing.length > 0) {
    const sorted = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) }).sort(([a], [b]) =>
      a.localeCompare(b, 'en'),
    );
    lock.packages = Object.fromEntries(sorted);
    writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  }
  console.log(`package-lock.json: ${missing.length} packages of other platforms added`);
});
