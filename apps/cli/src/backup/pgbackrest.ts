import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Environment } from '@scrutin/local-stack';
import { ConfigurationError } from '@scrutin/service-runtime';

/** The user of the operating system for programs that read or write the data of PostgreSQL. Empty: the present user. */
export interface SystemUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** How a program ended, and what it wrote. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Which repository of pgBackRest is meant, and how its programs are started. */
export interface Repository {
  readonly config: string;
  readonly stanza: string;
  readonly user: SystemUser;
  readonly environment: Environment;
}

/** One backup in the repository. */
interface StoredBackup {
  readonly label: string;
  readonly type: string;
  /** Seconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly bytes: number;
  readonly bytesInRepository: number;
}

/** What pgBackRest says of the repository. */
export interface RepositoryInfo {
  /** `none` if the repository is not encrypted, `mixed` if there are several and one is not. */
  readonly cipher: string;
  /** The last archived segment of the write-ahead log, such as `00000001000000000000000F`. */
  readonly lastSegment: string | undefined;
  /** The oldest first. */
  readonly backups: readonly StoredBackup[];
}

const INFO = z.array(
  z.object({
    name: z.string(),
    cipher: z.string().default('none'),
    status: z.object({ code: z.number() }),
    archive: z.array(z.object({ max: z.string().nullish() })).default([]),
    backup: z
      .array(
        z.object({
          label: z.string(),
          type: z.string(),
          timestamp: z.object({ start: z.number(), stop: z.number() }),
          info: z.object({ size: z.number(), repository: z.object({ size: z.number() }) }),
        }),
      )
      .default([]),
  }),
);

/**
 * The user for PostgreSQL's programs: root runs them as `name`, everybody else as themselves.
 *
 * @throws ConfigurationError if there is no such user
 */
export async function systemUser(name: string): Promise<SystemUser> {
  if (process.getuid?.() !== 0) return {};
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([known]) => known === name) ?? [];
  if (uid === undefined || gid === undefined)
    throw new ConfigurationError(`There is no user ${name}: give the owner of the data with --os-user.`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** The programs that run at this moment. */
const RUNNING = new Set<ChildProcess>();

/** Ends the programs that run at this moment, and waits until they have ended. */
export async function endPrograms(): Promise<void> {
  await Promise.all(
    [...RUNNING].map(async (child) => {
      const ended = once(child, 'close');
      child.kill();
      await ended;
    }),
  );
}

/**
 * Runs a program to its end. Its environment has the search path, pgBackRest's own variables, and `more`.
 *
 * @throws ConfigurationError if it cannot be started
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  { user, environment }: Pick<Repository, 'user' | 'environment'>,
  more: Environment = {},
): Promise<ProgramEnd> {
  const own = Object.entries(environment).filter(
    ([name]) => name === 'PATH' || name.startsWith('PGBACKREST_'),
  );
  const child = spawn(file, [...args], {
    ...user,
    cwd: '/',
    env: { ...Object.fromEntries(own), LC_ALL: 'C.UTF-8', ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  RUNNING.add(child);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => {
      reject(
        new ConfigurationError(`${file} cannot be run. On Debian: apt-get install pgbackrest.`, { cause }),
      );
    });
    child.once('close', resolve);
  }).finally(() => RUNNING.delete(child));
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

/**
 * Runs a command of pgBackRest and returns what it wrote to standard output.
 *
 * @throws ConfigurationError with pgBackRest's own message if it fails
 */
export async function pgbackrest(repository: Repository, args: readonly string[]): Promise<string> {
  const { config, stanza } = repository;
  const all = [`--config=${config}`, `--stanza=${stanza}`, '--log-level-console=off', ...args];
  const { code, stdout, stderr } = await runProgram(
    'pgbackrest',
    ['--log-level-stderr=error', ...all],
    repository,
  );
  if (code === 0) return stdout;
  throw new ConfigurationError(
    `pgbackrest ${args.at(-1) ?? ''} failed (${String(code)}): ${(stderr || stdout).trim()}`,
  );
}

/** Reads what the repository holds. @throws ConfigurationError if it cannot be read */
export async function repositoryInfo(repository: Repository): Promise<RepositoryInfo> {
  const [stanza] = readInfo(await pgbackrest(repository, ['--output=json', 'info']));
  return {
    cipher: stanza?.cipher ?? 'none',
    lastSegment: stanza?.archive
      .flatMap(({ max }) => max ?? [])
      .sort()
      .at(-1),
    backups: (stanza?.backup ?? []).map(({ label, type, timestamp, info }) => ({
      label,
      type,
      startedAt: timestamp.start,
      endedAt: timestamp.stop,
      bytes: info.size,
      bytesInRepository: info.repository.size,
    })),
  };
}

/** The status of a repository with files that pgBackRest cannot read. */
const UNREADABLE = 99;

/** With a wrong passphrase, pgBackRest quotes what it cannot read, which may be no JSON. */
function readInfo(answer: string): z.infer<typeof INFO> {
  let cause: unknown;
  try {
    const stanzas = INFO.parse(JSON.parse(answer));
    if (stanzas.every(({ status }) => status.code !== UNREADABLE)) return stanzas;
  } catch (error) {
    cause = error;
  }
  throw new ConfigurationError(
    'The repository cannot be read. Is repo1-cipher-pass the passphrase with which it was made?',
    { cause },
  );
}

/**
 * P6: refuses a repository that is not encrypted, because the archive holds the order in which votes arrived.
 *
 * @throws ConfigurationError
 */
export function requireEncrypted({ cipher }: RepositoryInfo): void {
  if (cipher === 'aes-256-cbc') return;
  throw new ConfigurationError(
    `${cipher === 'mixed' ? 'One of the repositories' : 'The repository'} is not encrypted, and the archive holds the order in which votes arrived (P6): ` +
      'set repo1-cipher-type=aes-256-cbc and repo1-cipher-pass in the configuration of pgBackRest (for each repository), and make a new repository.',
  );
}

/** The options that restore to a moment, or to the end of the archive. @param atMs milliseconds since the epoch */
export function targetOptions(atMs: number | undefined): string[] {
  if (atMs === undefined) return ['--type=default'];
  const target = new Date(atMs).toISOString().replace('T', ' ').replace('Z', '+00');
  return ['--type=time', `--target=${target}`, '--target-action=promote'];
}
