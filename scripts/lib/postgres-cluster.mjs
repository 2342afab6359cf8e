/**
 * The making of a PostgreSQL data folder. It is made beside its place and moved there when complete, with the
 * database and its owner already in it: a start that is cut in the middle leaves rubbish to sweep, never half a
 * cluster. PostgreSQL refuses to run as root; root runs it as the `postgres` user that the package created.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { findOnPath, folderWith, versionedFolders } from './binaries.mjs';
import { bareEnvironment } from './processes.mjs';
import { profileFolder, projectHash, projectRoot } from './project.mjs';
import { Refusal } from './refusal.mjs';

const OUTSIDE = '/var/lib/scrutin';

/** The folder of initdb and postgres: of the version that made the data if there is data, else the newest. */
export function findBinaries(data) {
  const onPath = findOnPath('initdb');
  const folders = [
    ...versionedFolders('/usr/lib/postgresql', 'bin'),
    ...versionedFolders('/usr/pgsql', 'bin'),
    ...(onPath ? [path.dirname(onPath)] : []),
  ].filter((folder) => folderWith(['initdb', 'postgres'], [folder]) !== null);
  if (data === undefined || !existsSync(path.join(data, 'PG_VERSION'))) return folders[0] ?? null;
  const wanted = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  const fitting = folders.find((folder) => majorVersion(folder) === wanted);
  if (fitting === undefined) {
    throw new Refusal(
      `The data in ${data} is of PostgreSQL ${wanted}, which is not installed: install it, ` +
        'or remove the data with: npm run stop -- --purge',
    );
  }
  return fitting;
}

function majorVersion(folder) {
  const { stdout } = spawnSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return /(\d+)/.exec(stdout ?? '')?.[1];
}

/** The user for PostgreSQL's processes: none to change to, unless this is root. */
export function operatingSystemUser() {
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

function makeOwnFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { uid, gid } = operatingSystemUser();
  if (uid !== undefined) chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
}

/** Really asks, as that user: a parent folder may be closed to it (mktemp -d makes such folders). */
function isReachable(folder) {
  const user = operatingSystemUser();
  if (user.uid === undefined) return true;
  const answer = spawnSync('test', ['-w', folder, '-a', '-x', folder], { ...user, cwd: '/' });
  return answer.status === 0;
}

/** Where PostgreSQL's folder of this profile is to be: in the project, unless its user cannot get there. */
export function chooseFolder(profile) {
  const inside = path.join(profileFolder(profile), 'postgres');
  makeOwnFolder(inside);
  if (isReachable(inside)) return inside;
  rmSync(inside, { recursive: true });
  sweepOutside();
  const outside = path.join(OUTSIDE, projectHash, profile);
  mkdirSync(path.dirname(outside), { recursive: true, mode: 0o755 });
  writeFileSync(path.join(path.dirname(outside), 'project'), `${projectRoot}\n`);
  makeOwnFolder(outside);
  return outside;
}

/** Removes the data of projects that are gone: whoever deletes a temporary clone does not think of /var/lib. */
function sweepOutside() {
  for (const entry of existsSync(OUTSIDE) ? readdirSync(OUTSIDE) : []) {
    const note = path.join(OUTSIDE, entry, 'project');
    if (existsSync(note) && !existsSync(readFileSync(note, 'utf8').trim())) {
      rmSync(path.join(OUTSIDE, entry), { recursive: true, force: true });
    }
  }
}

export function isInitialised(folder) {
  return folder !== null && existsSync(path.join(folder, 'data', 'PG_VERSION')) && isReachable(folder);
}

function run(program, args, input) {
  const result = spawnSync(program, args, {
    ...operatingSystemUser(),
    cwd: '/',
    env: bareEnvironment(),
    input,
    encoding: 'utf8',
  });
  // The single-user backend goes on after a failed statement and still returns 0: its messages tell.
  if (result.status !== 0 || /^.*\b(ERROR|FATAL|PANIC):/m.test(result.stderr ?? '')) {
    throw new Refusal(`PostgreSQL's data folder could not be made: ${path.basename(program)} failed.`, {
      detail: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`,
    });
  }
}

/** Makes `<folder>/data`: a cluster in UTC and UTF-8 with the database `scrutin` and its owner, and no other login. */
export function initialise({ profile, state }) {
  const folder = state.postgresFolder;
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith('new-')) rmSync(path.join(folder, entry), { recursive: true, force: true });
  }
  const draft = path.join(folder, `new-${process.pid}`);
  const binaries = findBinaries();
  run(path.join(binaries, 'initdb'), [
    ...['-D', draft, '-U', 'postgres', '--auth=reject'],
    ...['--encoding=UTF8', '--locale=C', '--data-checksums', '--no-instructions'],
  ]);
  appendFileSync(path.join(draft, 'postgresql.conf'), "\ninclude 'scrutin.conf'\n");
  writeFileSync(path.join(draft, 'scrutin.conf'), '');
  // Test suites make databases of their own; in dev the owner has no need to.
  const rights = profile === 'test' ? 'CREATEROLE CREATEDB' : 'CREATEROLE';
  const statements = [
    `CREATE ROLE scrutin_owner LOGIN ${rights} PASSWORD '${state.secrets.postgres}'`,
    'CREATE DATABASE scrutin OWNER scrutin_owner',
  ];
  run(
    path.join(binaries, 'postgres'),
    ['--single', '-D', draft, '-c', 'password_encryption=scram-sha-256', 'postgres'],
    `${statements.join('\n')}\n`,
  );
  renameSync(draft, path.join(folder, 'data'));
}
