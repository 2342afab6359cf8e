/**
 * Where things are. Everything that the scripts write lies under `.scrutin/<profile>/`, which git ignores;
 * the profiles share nothing, so that `npm test` never disturbs a running `npm start`.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { Refusal } from './refusal.mjs';

export const projectRoot = realpathSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..'));

/** Names this checkout among others on the same machine: two clones never share a node name or a container. */
export const projectHash = createHash('sha256').update(projectRoot).digest('hex').slice(0, 10);

export const PROFILES = ['dev', 'test', 'bench'];

export function checkedProfile(profile) {
  if (!PROFILES.includes(profile)) {
    throw new Refusal(`There is no profile "${profile}": it is ${PROFILES.join(' or ')}.`);
  }
  return profile;
}

export const scrutinFolder = path.join(projectRoot, '.scrutin');

export function profileFolder(profile) {
  return path.join(scrutinFolder, checkedProfile(profile));
}

export function logFile(profile, name) {
  return path.join(profileFolder(profile), 'logs', `${name}.log`);
}
