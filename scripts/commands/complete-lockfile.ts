/**
 * `npm run complete-lockfile`, after `npm install`: adds to package-lock.json the optional packages of other platforms
 * that npm left out. If none is missing, it changes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../bootstrap/project.mjs';
import type { LockedPackages } from '../repository/complete-packages.ts';
import { completedPackages } from '../repository/complete-packages.ts';

export function run(): Promise<void> {
  const file = path.join(projectRoot, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: LockedPackages };
  const { packages, added } = completedPackages(lock.packages);
  if (added.length > 0) writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`package-lock.json: ${added.length} packages of other platforms added`);
  return Promise.resolve();
}
