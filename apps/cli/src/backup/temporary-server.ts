import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { Repository } from './pgbackrest.ts';
import { endPrograms, pgbackrest, runProgram, targetOptions } from './pgbackrest.ts';

/** A server with a restored copy of the database. Only the user of PostgreSQL and root can connect to it. */
export interface TemporaryServer {
  /** The address of a database on this server, with the login of the superuser. */
  readonly addressOf: (database: string) => string;
  /** The folder of the socket. */
  readonly socketFolder: string;
  /** The folder of PostgreSQL's programs. */
  readonly programs: string;
  /** The last segment of the write-ahead log that was restored from the archive. */
  readonly lastSegment: string | undefined;
}

/** Where and what to restore. */
export interface TemporaryServerOptions {
  readonly repository: Repository;
  /** Milliseconds since the epoch; the end of the archive if absent. */
  readonly atMs: number | undefined;
  /** Where the copy is made; it needs as much space as the database. */
  readonly parent: string | undefined;
}

/** The server listens on a socket in its own folder and nowhere else, so the port is only a part of a file's name. */
const PORT = 5432;
const START_SECONDS = 7_200;
const POLL_MS = 200;
/** pg_isready: the server runs and refuses connections, because it still recovers. */
const STILL_RECOVERS = 1;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Restores the database into a new folder, starts a server on it, calls `work`, and removes everything again, also
 * after Ctrl-C and SIGTERM: the copy is not encrypted, so it must not stay (P6). The server in operation is not touched,
 * and the copy never archives.
 *
 * @throws ConfigurationError if it cannot be restored or started, with the message of the program
 */
export async function withTemporaryServer<T>(
  options: TemporaryServerOptions,
  work: (server: TemporaryServer) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(options.parent ?? tmpdir(), 'scrutin-verify-'));
  let signal: NodeJS.Signals | undefined;
  let interrupt: (reason: Error) => void = () => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    interrupt = reject;
  });
  const onSignal = (given: NodeJS.Signals): void => {
    signal = given;
    interrupt(new ConfigurationError(`interrupted by ${given}`));
  };
  for (const one of SIGNALS) process.once(one, onSignal);
  try {
    return await Promise.race([inFolder(folder, options, work), interrupted]);
  } finally {
    if (signal !== undefined) {
      console.error('scrutin: interrupted. The copy of the database is being removed.');
      await endPrograms();
      await stopServer(folder, options.repository);
    }
    await rm(folder, { recursive: true, force: true });
    for (const one of SIGNALS) process.off(one, onSignal);
    // Now the signal ends this process, as whoever sent it expects.
    if (signal !== undefined) process.kill(process.pid, signal);
  }
}

async function inFolder<T>(
  folder: string,
  { repository, atMs }: TemporaryServerOptions,
  work: (server: TemporaryServer) => Promise<T>,
): Promise<T> {
  const data = path.join(folder, 'data');
  const { uid, gid } = repository.user;
  await mkdir(data, { mode: 0o700 });
  const settings = path.join(folder, 'postgresql.conf');
  const logins = path.join(folder, 'pg_hba.conf');
  await writeFile(settings, settingsOf(folder));
  await writeFile(logins, 'local all all trust\n');
  for (const own of [folder, data, settings, logins])
    if (uid !== undefined && gid !== undefined) await chown(own, uid, gid);
  await pgbackrest(repository, [
    `--pg1-path=${data}`,
    '--archive-mode=off',
    ...targetOptions(atMs),
    'restore',
  ]);
  const programs = await programsFor(data);
  const control = (args: readonly string[]) =>
    runProgram(path.join(programs, 'pg_ctl'), ['-D', data, ...args], repository);
  const log = path.join(folder, 'log');
  const started = await control([
    'start',
    '-w',
    '-t',
    String(START_SECONDS),
    '-l',
    log,
    '-o',
    `-c config_file=${settings}`,
  ]);
  const isUp = started.code === 0 && (await recovered(folder, programs, repository));
  if (!isUp) {
    const lines = (await readFile(log, 'utf8').catch(() => started.stderr)).trim().split('\n').slice(-5);
    throw new ConfigurationError(`The restored database does not start:\n${lines.join('\n')}`);
  }
  try {
    return await work({
      socketFolder: folder,
      programs,
      lastSegment: lastRestored(await readFile(log, 'utf8')),
      addressOf: (database) =>
        `postgresql://postgres@localhost:${PORT}/${encodeURIComponent(database)}?host=${encodeURIComponent(folder)}`,
    });
  } finally {
    await stopServer(folder, repository);
  }
}

/** Stops the server of the copy, if one runs. */
async function stopServer(folder: string, repository: Repository): Promise<void> {
  const data = path.join(folder, 'data');
  const isRunning = await readFile(path.join(data, 'postmaster.pid')).then(
    () => true,
    () => false,
  );
  if (!isRunning) return;
  const programs = await programsFor(data);
  await runProgram(path.join(programs, 'pg_ctl'), ['-D', data, 'stop', '-m', 'immediate'], repository);
}

/** PostgreSQL takes a segment that it cannot get for the end of the archive, and says in its log which ones it got. */
function lastRestored(log: string): string | undefined {
  return [...log.matchAll(/restored log file "([0-9A-F]{24})" from archive/g)].at(-1)?.[1];
}

/** Waits until the server has recovered and takes connections. False if it has ended instead. */
async function recovered(folder: string, programs: string, repository: Repository): Promise<boolean> {
  for (;;) {
    const { code } = await runProgram(
      path.join(programs, 'pg_isready'),
      ['--quiet', '-h', folder, '-p', String(PORT)],
      repository,
    );
    if (code === 0) return true;
    if (code !== STILL_RECOVERS) return false;
    await pause(POLL_MS);
  }
}

/** The settings of the copy. Nothing of a statement is logged (P6). */
function settingsOf(folder: string): string {
  return [
    "listen_addresses = ''",
    `unix_socket_directories = '${folder}'`,
    'unix_socket_permissions = 0700',
    `port = ${PORT}`,
    `hba_file = '${folder}/pg_hba.conf'`,
    'archive_mode = off',
    'hot_standby = off',
    'log_statement = none',
    'log_min_error_statement = panic',
    '',
  ].join('\n');
}

/** The folder of the programs that fit the data: Debian's folder of the version, or else the search path. */
async function programsFor(data: string): Promise<string> {
  const version = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim();
  const folder = `/usr/lib/postgresql/${version}/bin`;
  const isThere = await readFile(path.join(folder, 'pg_ctl')).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  throw new ConfigurationError(
    `The backup is of PostgreSQL ${version}, and ${folder} has no pg_ctl: install postgresql-${version}.`,
  );
}
