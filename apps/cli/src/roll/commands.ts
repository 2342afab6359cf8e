import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { BallotStore } from '@scrutin/ballot-store';
import type { ApprovableOutcome, RollKey } from '@scrutin/election';
import { isRollKey } from '@scrutin/election';
import type { VoterRoll } from '@scrutin/voter-roll';
import { showProgress } from '../credentials/progress.ts';
import { refusing } from '../credentials/refusing.ts';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { failQuietly, refuse } from '../run.ts';
import { withBallotStore, withOffice, withVoterRoll } from '../stack.ts';
import { progressStream } from '../terminal.ts';
import type { LoadOptions as LoadSourceOptions, LoadReport, RollServers } from './load.ts';
import { loadRollSource } from './load.ts';
import { openRollSource } from './open-roll-source.ts';
import { pepperCheckOf } from './pepper-of-services.ts';
import type { RebuildReport, RecordRelease } from './rebuild.ts';
import { rebuildClaims } from './rebuild.ts';
import type { RollReport } from './status.ts';
import { rollReports } from './status.ts';
import { registerUnloadCommand } from './unload-command.ts';
import { registerVoidCommands } from './void-commands.ts';
import { votesOnTheirWay } from './votes-on-their-way.ts';

interface JsonOption {
  readonly json?: boolean;
}

export function registerRollCommands(program: Command): void {
  const roll = program.command('roll').description('voter rolls: who may vote, as hashes');
  roll
    .command('load')
    .summary('put credentials on the roll of their law or election')
    .description(
      'Checks the files, loads them into Redis and puts the roll on record in PostgreSQL. The law or election must ' +
        'be there. The roll of a draft is replaced, unless --add says otherwise; a published roll only grows, with a ' +
        'reason that the public reads, and above a number with the approval of a second person: then load the same files again. A refusal ' +
        'leaves everything as it was; a hash on two lines of the files is refused too. Votes are taken meanwhile. Of a roll that Redis has lost, all files must be loaded again before anybody who is not ' +
        'found is rejected.',
    )
    .argument(
      '<path...>',
      'a folder of `credentials generate` or its roll folder; or JSON files of the older system',
    )
    .option('--add', 'in a draft: add to the roll that is there, instead of replacing it')
    .option(
      '--reason <text>',
      'why credentials are added to the roll of a published contest; the public reads it',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin roll load credentials/L2025-001
  $ npx scrutin roll load credentials/L2025-001-second --add
  $ npx scrutin roll load credentials/L2025-001-late --reason 'Registered by the board of revisors'
  $ npx scrutin roll load old/hashes_shard_*.json --json`,
    )
    .action(runLoad);
  roll
    .command('status')
    .summary('the rolls on record, and whether Redis holds exactly that')
    .description(
      'Ends with exit code 1 when Redis holds less or more than is on record, and says what to do.',
    )
    .option('--json', 'print the rolls as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin roll status')
    .action(runStatus);
  roll
    .command('rebuild')
    .summary('make the claims in Redis agree with the votes that PostgreSQL counted')
    .description(
      'For a Redis that lost its memory, after `roll load`, and for a database that was restored: votes that were ' +
        'counted are put back, and the number of claims without a counted vote is printed. Their votes are on their ' +
        'way, or lost; exit code 1 while there are any. With --release, and only while the queues are empty, these ' +
        'claims are taken back at once, so that those voters can vote again; that is put on record first, with --reason. ' +
        'Results never depend on it.',
    )
    .option(
      '--release',
      'take back the claims without a counted vote, with --reason; refused while the queues hold votes',
    )
    .option('--reason <text>', 'why claims are released; it stays on record')
    .argument('[roll...]', 'law:ID or election:ID; all when none is named', collectRollKey)
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin roll rebuild
  $ npx scrutin roll rebuild law:L2025-001
  $ npx scrutin roll rebuild --release --reason "votes.aggregation was deleted at 14:02"`,
    )
    .action(runRebuild);
  registerUnloadCommand(roll, collectRollKey);
  registerVoidCommands(roll);
}

/** Connects to PostgreSQL and Redis, as a roll in only one of them would be of no use. */
async function withStores<T>(work: (store: BallotStore, roll: VoterRoll) => Promise<T>): Promise<T> {
  const environment = await cliEnvironment();
  return withBallotStore(environment, async (store) => {
    await store.check();
    return withVoterRoll(environment, (roll) => work(store, roll));
  });
}

interface LoadOptions extends JsonOption {
  readonly add?: boolean;
  readonly reason?: string;
}

async function runLoad(paths: readonly string[], options: LoadOptions, command: Command): Promise<void> {
  const environment = await cliEnvironment();
  const outcome = await withOffice(environment, async (office) => {
    await office.check();
    return withVoterRoll(environment, (roll) =>
      loadFrom(
        paths,
        {
          office,
          roll,
          inDraft: options.add === true ? 'add' : 'replace',
          pepperCheck: pepperCheckOf(environment),
          reason: options.reason,
        },
        command,
      ),
    );
  });
  const report = requireSuccess(command, outcome);
  if (options.json === true) console.log(JSON.stringify(report));
  else console.log(describeLoad(report));
}

function loadFrom(
  paths: readonly string[],
  {
    office,
    roll,
    ...options
  }: Omit<LoadSourceOptions, 'onProgress'> & { readonly office: RollServers; readonly roll: VoterRoll },
  command: Command,
): Promise<ApprovableOutcome<LoadReport>> {
  return refusing(command, async () => {
    const source = await openRollSource(paths);
    const progress = showProgress(`loading ${source.rollKey}`, source.credentials);
    try {
      return await loadRollSource(source, office, roll, {
        ...options,
        onProgress: (entries) => {
          progress.update(entries);
        },
      });
    } finally {
      progress.stop();
    }
  });
}

async function runStatus(options: JsonOption): Promise<void> {
  const reports = await withStores(rollReports);
  if (options.json === true) console.log(JSON.stringify(reports));
  else console.log(reports.length === 0 ? 'No roll is registered.' : reports.map(describeRoll).join('\n'));
  if (reports.some((report) => report.advice !== undefined)) failQuietly();
}

interface RebuildOptions extends JsonOption {
  readonly release?: boolean;
  readonly reason?: string;
}

async function runRebuild(
  rolls: readonly RollKey[],
  options: RebuildOptions,
  command: Command,
): Promise<void> {
  const { reason } = options;
  const release = options.release === true;
  if (release !== (reason !== undefined)) command.error('error: --release and --reason belong together');
  const environment = await cliEnvironment();
  if (release) {
    const held = await votesOnTheirWay(environment);
    if (held !== undefined) refuse(command, held);
  }
  const onProgress = (rollKey: RollKey, claims: number): void => {
    if (process.stderr.isTTY) progressStream.write(`\r  ${rollKey}: ${claims} votes`);
  };
  const rebuild = (record?: RecordRelease): Promise<RebuildReport[]> =>
    withStores((store, roll) =>
      refusing(command, () => rebuildClaims(rolls, store, roll, onProgress, record)),
    );
  const reports =
    reason === undefined
      ? await rebuild()
      : await withOffice(environment, (office) =>
          rebuild(async (rollKey, claims) => {
            const outcome = await office.recordRelease(commandLineActor(), rollKey, claims, reason);
            requireSuccess(command, outcome);
          }),
        );
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (options.json === true) console.log(JSON.stringify(reports));
  else console.log(reports.length === 0 ? 'No roll is registered.' : reports.map(describeRebuild).join('\n'));
  if (reports.some((report) => report.notOnRoll > 0 || report.withoutVote > report.released)) failQuietly();
}

function collectRollKey(text: string, before: readonly RollKey[] | undefined): RollKey[] {
  if (!isRollKey(text)) throw new InvalidArgumentError('It is law:ID or election:ID, e.g. law:L2025-001.');
  return [...(before ?? []), text];
}

function describeLoad(report: LoadReport): string {
  const rate = Math.round((report.added + report.alreadyThere) / Math.max(report.seconds, 0.001));
  return [
    `${report.roll} (${report.scheme}): ${report.added} added, ${report.alreadyThere} already there, ${report.credentials} on the roll; ${report.seconds.toFixed(1)} s (${rate}/s)`,
    ...report.remarks.map((remark) => `  ${remark}`),
  ].join('\n');
}

function describeRoll(report: RollReport): string {
  const { roll, scheme, registered, regions, buckets, redis, advice, voters } = report;
  const { replaced, revoked } = report.void;
  const inRedis = redis.state === 'present' ? `${redis.credentials} in ${buckets} buckets` : redis.state;
  const inRegions = Object.keys(regions).length;
  const where = inRegions === 0 ? '' : ` in ${inRegions} region${inRegions === 1 ? '' : 's'}`;
  const isVoid =
    replaced + revoked === 0 ? '' : ` (${replaced} replaced, ${revoked} revoked: ${voters} voters)`;
  const line = `${roll} (${scheme}): ${registered} registered${where}${isVoid}; Redis: ${inRedis}`;
  return advice === undefined ? line : `${line}\n  ${advice}`;
}

function describeRebuild(report: RebuildReport): string {
  const { roll, restored, alreadyThere, claimedByAnother, notOnRoll, withoutVote, released } = report;
  const { void: voided, noLongerVoid } = report;
  const line = `${roll}: ${restored} votes put back, ${alreadyThere} were there`;
  return [
    line,
    ...(voided > 0 ? [`  ${voided} credentials that were replaced or revoked are void`] : []),
    ...(noLongerVoid > 0
      ? [
          `  ${noLongerVoid} credentials were void in Redis, but are not in the database, and can vote again. If they were ` +
            'replaced or revoked before a restore, do that again',
        ]
      : []),
    ...(claimedByAnother > 0
      ? [
          `  ${claimedByAnother} credentials were claimed by another submission than the counted one: put right`,
        ]
      : []),
    ...(notOnRoll > 0
      ? [`  ${notOnRoll} counted credentials are on no roll in Redis: load the rest of its files (roll load)`]
      : []),
    ...(withoutVote > released
      ? [
          `  ${withoutVote - released} claims have no counted vote: their votes are on their way, or lost. If the queues are empty, ` +
            '--release lets those voters vote again',
        ]
      : []),
    ...(released > 0
      ? [`  ${released} claims without a counted vote were taken back: those voters can vote again`]
      : []),
  ].join('\n');
}
