/**
 * Whose PostgreSQL's processes and data are, and where the data lies. PostgreSQL refuses to run as root; root runs it
 * as the `postgres` user that the package created, who cannot always get into the project's folder.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { projectHash, projectRoot } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import type { Profile } from '../stack/profile.ts';
import { profileFolder, PROFILES } from '../stack/profile.ts';
import { processesIn } from './processes.ts';

const OUTSIDE = '/var/lib/scrutin';

/** The user for PostgreSQL's processes: none to change to, unless this is root. */
export function operatingSystemUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'postgres');
  if (entry === undefined) {
    throw new Refusal(
      'PostgreSQL does not run as root, and there is no user "postgres": run this as a normal user.',
    );
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { uid, gid } = operatingSystemUser();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
}

/** Really asks, as that user: a parent folder may be closed to it (mktemp -d makes such folders). */
export function isReachable(folder: string): boolean {
  const user = operatingSystemUser();
  if (user.uid === undefined) return true;
  const answer = spawnSync('test', ['-w', folder, '-a', '-x', folder], { ...user, cwd: '/' });
  return answer.status === 0;
}

export function defaultFolder(profile: Profile): string {
  return path.join(profileFolder(profile), 'postgres');
}

/** Where PostgreSQL's folder of this profile is to be: in the project, unless its user cannot get there. */
export function chooseFolder(profile: Profile): string {
  const inside = defaultFolder(profile);
  makeOwnFolder(inside);
  if (isReachable(inside)) return inside;
  rmSync(inside, { recursive: true });
  sweepOutside();
  const outside = path.join(OUTSIDE, projectHash, profile);
  mkdirSync(path.dirname(outside), { recursive: true });
  for (const parent of [OUTSIDE, path.dirname(outside)]) chmodSync(parent, 0o755); // whatever the umask is
  writeFileSync(path.join(path.dirname(outside), 'project'), `${projectRoot}\n`);
  makeOwnFolder(outside);
  if (!isReachable(outside)) throw new Refusal(`The user "postgres" cannot get into ${outside}.`);
  return outside;
}

/** Removes the data of projects that are gone: whoever deletes a temporary clone does not think of /var/lib. */
function sweepOutside(): void {
  for (const entry of existsSync(OUTSIDE) ? readdirSync(OUTSIDE) : []) {
    const note = path.join(OUTSIDE, entry, 'project');
    if (existsSync(note) && !existsSync(readFileSync(note, 'utf8').trim())) {
      for (const profile of PROFILES) {
        for (const { pid } of processesIn(path.join(OUTSIDE, entry, profile, 'data')))
          process.kill(pid, 'SIGKILL');
      }
      rmSync(path.join(OUTSIDE, entry), { recursive: true, force: true });
    }
  }
}

/** True when the data is outside the project, where deleting the project does not delete it. */
export function isOutside(folder: string): boolean {
  return folder.startsWith(`${OUTSIDE}/`);
}

/** Deletes the data, and with the last profile's also what was written about the project. */
export function removeData(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const parent = path.dirname(folder);
  if (!isOutside(folder) || !existsSync(parent)) return;
  if (readdirSync(parent).every((entry) => entry === 'project')) rmSync(parent, { recursive: true });
}
