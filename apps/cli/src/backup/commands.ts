import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { readInstant } from '@scrutin/election';
import { cliEnvironment } from '../environment.ts';
import { failQuietly, refuse } from '../run.ts';
import { textTable } from '../text-table.ts';
import { writeBackupMetrics } from './backup-metrics.ts';
import type { Repository } from './pgbackrest.ts';
import { pgbackrest, repositoryInfo, requireEncrypted, systemUser, targetOptions } from './pgbackrest.ts';
import { checkArchive, checkRestored } from './restored-checks.ts';
import { withTemporaryServer } from './temporary-server.ts';

interface RepositoryOptions {
  readonly config: string;
  readonly stanza: string;
  readonly osUser: string;
}

interface CreateOptions extends RepositoryOptions {
  readonly type: string;
  readonly metrics?: string;
}

interface VerifyOptions extends RepositoryOptions {
  readonly at?: number;
  readonly database: string;
  readonly folder?: string;
}

interface RestoreOptions extends RepositoryOptions {
  readonly at?: number;
  readonly delta?: boolean;
}

/** `scrutin backup`: pgBackRest with what Scrutin requires of a backup. */
export function registerBackupCommands(program: Command): void {
  const backup = program
    .command('backup')
    .summary('back the database up, check a backup, restore it')
    .description(
      'Runs pgBackRest on the host of the database: encrypted base backups and an archive of everything that was ' +
        'written after them, so that the database can be restored to any moment. docs/OPERATIONS.md has the ' +
        'configuration and all the steps of a restore.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin backup create');

  withRepository(backup.command('create'))
    .summary('make a base backup, and check that archiving works')
    .description(
      'Makes a base backup and checks that the server archives. It refuses a repository that is not encrypted, because ' +
        'the archive holds the order in which votes arrived (P6).',
    )
    .option('--type <type>', 'full, diff or incr', typeOf, 'full')
    .option(
      '--metrics <folder>',
      'write scrutin_backup.prom into this folder, from which the node exporter reads files, for the alert BackupTooOld',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin backup create --type diff')
    .action(async ({ type, metrics, ...options }: CreateOptions) => {
      const repository = await repositoryOf(options);
      await pgbackrest(repository, ['stanza-create']);
      requireEncrypted(await repositoryInfo(repository));
      await pgbackrest(repository, ['check']);
      await pgbackrest(repository, [`--type=${type}`, 'backup']);
      const { backups, cipher } = await repositoryInfo(repository);
      const [oldest, newest] = [backups[0], backups.at(-1)];
      if (oldest === undefined || newest === undefined) return;
      if (metrics !== undefined) await writeBackupMetrics(metrics, newest);
      console.log(
        `Backup ${newest.label} is complete: ${megabytes(newest.bytes)}, ` +
          `${megabytes(newest.bytesInRepository)} in the repository (${cipher}).\n` +
          `The database can be restored to any moment since ${time(oldest.endedAt)}.`,
      );
    });

  withRepository(backup.command('verify'))
    .summary('restore into a temporary server, and check everything there')
    .description(
      'Restores the database into a temporary server, checks every table and index, the rights, the ledger, and that ' +
        'results, ballots and voters agree, runs `scrutin audit` on it, and removes it again. The database in ' +
        'operation is not touched.',
    )
    .option(
      '--at <time>',
      'restore to this moment, with its offset; the end of the archive by default',
      instantOf,
    )
    .option('--database <name>', 'the name of the database', 'scrutin')
    .option('--folder <folder>', 'where the copy is made (default: the folder for temporary files)')
    .addHelpText('after', '\nExample:\n  $ npx scrutin backup verify --at 2030-10-07T14:00:00-04:00')
    .action(async ({ at, database, folder, ...options }: VerifyOptions) => {
      const repository = await repositoryOf(options);
      const info = await repositoryInfo(repository);
      requireEncrypted(info);
      const checks = await withTemporaryServer({ repository, atMs: at, parent: folder }, async (server) => [
        ...(at === undefined ? [checkArchive(info.lastSegment, server.lastSegment)] : []),
        ...(await checkRestored(server, database, repository)),
      ]);
      console.log(
        textTable({
          head: ['check', '', 'found'],
          rows: checks.map(({ name, problems, found }) =>
            problems.length === 0 ? [name, 'holds', found] : [name, 'FAILS', 'see below'],
          ),
        }),
      );
      for (const { name, problems } of checks)
        for (const problem of problems) console.log(`${name}: ${problem}`);
      if (checks.some(({ problems }) => problems.length > 0)) failQuietly();
      else console.log('The backup can be restored.');
    });

  withRepository(backup.command('restore'))
    .summary('restore the data of the stopped server, to a moment')
    .description(
      'Restores the data folder of the server, which must be stopped. Without --at it restores everything that was ' +
        'archived. It does not start the server, and prints what has to be done next.',
    )
    .option(
      '--at <time>',
      'restore to this moment, with its offset, e.g. 2030-10-07T14:00:00-04:00',
      instantOf,
    )
    .option(
      '--delta',
      'keep files of the present data folder that are the same, and replace or delete all others',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin backup restore --at 2030-10-07T14:00:00-04:00')
    .action(async ({ at, delta, ...options }: RestoreOptions, command: Command) => {
      const repository = await repositoryOf(options);
      const { backups, lastSegment } = await repositoryInfo(repository);
      if (backups.length === 0) refuse(command, 'the repository has no backup.');
      await pgbackrest(repository, [...targetOptions(at), ...(delta === true ? ['--delta'] : []), 'restore']);
      console.log(
        at === undefined
          ? `The data folder is restored to the end of the archive.\n${NEXT_STEPS}\n${endOfArchive(lastSegment)}`
          : `The data folder is restored to the given moment.\n${NEXT_STEPS}`,
      );
    });
}

const NEXT_STEPS = `Next (docs/OPERATIONS.md, "Restore"):
  1. start PostgreSQL, and wait until it accepts writes
  2. scrutin db status           roles, rights and triggers
  3. scrutin roll status         and what it advises
  4. scrutin roll rebuild        claims of votes that are lost
  5. scrutin ledger              names the votes that were accepted and are lost
  6. scrutin ledger recover      puts them on record, when the queues are empty
  7. scrutin backup create       a new backup, before anything else happens`;

/** PostgreSQL takes a segment that it cannot get for the end of the archive. */
function endOfArchive(lastSegment: string | undefined): string {
  return (
    `The log of PostgreSQL must say that it restored ${lastSegment ?? 'the last segment'} from the archive. If it does ` +
    'not, an earlier segment is missing or damaged, and what was archived after it is lost.'
  );
}

function withRepository(command: Command): Command {
  return command
    .option('--config <file>', 'the configuration of pgBackRest', '/etc/pgbackrest.conf')
    .option('--stanza <name>', 'the name of the database in it', 'scrutin')
    .option('--os-user <name>', 'as whom root runs PostgreSQL’s programs', 'postgres');
}

async function repositoryOf({ config, stanza, osUser }: RepositoryOptions): Promise<Repository> {
  return { config, stanza, user: await systemUser(osUser), environment: await cliEnvironment('owner') };
}

function typeOf(text: string): string {
  if (['full', 'diff', 'incr'].includes(text)) return text;
  throw new InvalidArgumentError('full, diff or incr is wanted.');
}

function instantOf(text: string): number {
  const reading = readInstant(text);
  // PostgreSQL would restore everything and then not start, because it never reaches the moment.
  if (reading.ok && reading.ms > Date.now())
    throw new InvalidArgumentError('This moment is in the future: leave --at out to restore everything.');
  if (reading.ok) return reading.ms;
  throw new InvalidArgumentError('A time with its offset is wanted, e.g. 2030-10-07T14:00:00-04:00.');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function time(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
