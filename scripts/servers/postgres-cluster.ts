/**
 * Creates the data folder of PostgreSQL. It is created beside its place, with the database and its owner, and moved
 * there when it is complete. An interrupted start therefore never leaves an incomplete cluster in its place.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Refusal } from '../bootstrap/refusal.mjs';
import { isForTests } from '../stack/profile.ts';
import { findOnPath, folderWith, versionedFolders } from './binaries.ts';
import { isReachable, operatingSystemUser } from './postgres-folder.ts';
import { bareEnvironment, killTree, processesIn } from './processes.ts';
import type { ServerContext } from './server.ts';

/** The folder of initdb and postgres. Existing data needs the version that created it; otherwise it is the newest. */
export function findBinaries(data?: string): string | null {
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

/** @throws Refusal if the programs are no longer installed */
export function requiredBinaries(data?: string): string {
  const folder = findBinaries(data);
  if (folder !== null) return folder;
  throw new Refusal("PostgreSQL's programs (initdb, postgres) are not found.");
}

/**
 * Whether the extension pg_stat_statements is installed beside these programs. PostgreSQL does not start if its
 * configuration names a library that is missing.
 */
export function canCountStatements(binaries: string): boolean {
  return ['so', 'dylib'].some((ending) =>
    ['lib', 'lib/postgresql'].some((folder) =>
      existsSync(path.join(binaries, '..', folder, `pg_stat_statements.${ending}`)),
    ),
  );
}

/** Whether these programs were built with LZ4. PostgreSQL does not start if its configuration needs what it lacks. */
function canCompressWithLz4(binaries: string, data: string): boolean {
  const args = ['-C', 'wal_compression', '-c', 'wal_compression=lz4', '-D', data];
  const options = { ...operatingSystemUser(), cwd: data, env: bareEnvironment() };
  return spawnSync(path.join(binaries, 'postgres'), args, options).status === 0;
}

/**
 * How whole pages are compressed in the log. Most of them are index pages of hashes and ids, which hardly become smaller,
 * and for each of them PostgreSQL's own method costs more than an insert (docs/PERFORMANCE.md, "Eight million votes").
 */
export function walCompression(data: string): 'lz4' | 'off' {
  return canCompressWithLz4(requiredBinaries(data), data) ? 'lz4' : 'off';
}

function majorVersion(folder: string): string | undefined {
  const { stdout } = spawnSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return /(\d+)/.exec(stdout)?.[1];
}

/** True if the folder contains a complete cluster that the user of PostgreSQL can open. */
export function isInitialised(folder: string): boolean {
  return existsSync(path.join(folder, 'data', 'PG_VERSION')) && isReachable(folder);
}

async function run(
  program: string,
  args: readonly string[],
  { cwd, input = '' }: { cwd: string; input?: string },
): Promise<void> {
  const child = spawn(program, args, { ...operatingSystemUser(), cwd, env: bareEnvironment() });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => {
      resolve(1);
    });
    child.once('close', resolve);
  });
  child.stdin.on('error', () => undefined); // its ending tells what went wrong
  child.stdin.end(input);
  const [output, complaints, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  // The single-user backend continues after a failed statement and still returns 0, so its messages must be read.
  if (status !== 0 || /^.*\b(ERROR|FATAL|PANIC):/m.test(complaints)) {
    throw new Refusal(`PostgreSQL's data folder could not be made: ${path.basename(program)} failed.`, {
      detail: `${output}${complaints}`,
    });
  }
}

/** Creates `data` in the folder: a UTF-8 cluster with the database `scrutin` and its owner, and no other login. */
export async function initialise({ profile, state }: ServerContext, folder: string): Promise<void> {
  for (const left of processesIn(folder)) await killTree(left);
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith('new-')) rmSync(path.join(folder, entry), { recursive: true, force: true });
  }
  const draft = path.join(folder, `new-${process.pid}`);
  const binaries = requiredBinaries();
  const initdb = [
    '-D',
    draft,
    '-U',
    'postgres',
    '--auth=reject',
    '--no-instructions',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
  ];
  await run(path.join(binaries, 'initdb'), initdb, { cwd: folder });
  appendFileSync(path.join(draft, 'postgresql.conf'), "\ninclude 'scrutin.conf'\n");
  writeFileSync(path.join(draft, 'scrutin.conf'), '');
  // Each test suite creates a database. In the profile dev, the owner does not need that right.
  const rights = isForTests(profile) ? 'CREATEROLE CREATEDB' : 'CREATEROLE';
  const statements = [
    `CREATE ROLE scrutin_owner LOGIN ${rights} PASSWORD '${state.secrets.postgres}'`,
    'CREATE DATABASE scrutin OWNER scrutin_owner',
  ];
  // In the database `postgres`, so that the schema of `scrutin` is the same in every profile.
  if (state.countsStatements === true && canCountStatements(binaries))
    statements.push('CREATE EXTENSION pg_stat_statements', 'GRANT pg_read_all_stats TO scrutin_owner');
  const single = ['--single', '-D', draft, '-c', 'password_encryption=scram-sha-256', 'postgres'];
  await run(path.join(binaries, 'postgres'), single, { cwd: folder, input: `${statements.join('\n')}\n` });
  renameSync(draft, path.join(folder, 'data'));
}
