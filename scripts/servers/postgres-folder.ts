/**
 * Decides which user owns the processes and the data of PostgreSQL, and where the data is. PostgreSQL refuses to run as
 * root. Root runs it as the user `postgres`, which the package created and which cannot always enter the project
 * folder.
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

/** The user for the processes of PostgreSQL, if this process is root. Otherwise they run as the present user. */
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

/** Tries it as that user, because a parent folder may be closed to it (mktemp -d creates such folders). */
export function isReachable(folder: string): boolean {
  const user = operatingSystemUser();
  if (user.uid === undefined) return true;
  const answer = spawnSync('test', ['-w', folder, '-a', '-x', folder], { ...user, cwd: '/' });
  return answer.status === 0;
}

export function defaultFolder(profile: Profile): string {
  return path.join(profileFolder(profile), 'postgres');
}

/** The folder of PostgreSQL for this profile. It is in the project unless the user of PostgreSQL cannot enter that. */
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

/** Removes the data of deleted projects, because a person who deletes a temporary clone does not think of /var/lib. */
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

/** True if the data is outside of the project, so that it remains when the project is deleted. */
export function isOutside(folder: string): boolean {
  return folder.startsWith(`${OUTSIDE}/`);
}

/** Deletes the data of the profile. If it was the last profile, it also deletes the note about the project. */
export function removeData(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const parent = path.dirname(folder);
  if (!isOutside(folder) || !existsSync(parent)) return;
  if (readdirSync(parent).every((entry) => entry === 'project')) rmSync(parent, { recursive: true });
}
