import type { BallotStore } from '@scrutin/ballot-store';
import { isRollKey } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import type { VoterRoll } from '@scrutin/voter-roll';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { showProgress } from '../credentials/progress.ts';
import { refusing } from '../credentials/refusing.ts';
import { cliEnvironment } from '../environment.ts';
import { failQuietly } from '../run.ts';
import { withBallotStore, withOffice, withVoterRoll } from '../stack.ts';
import { progressStream } from '../terminal.ts';
import { loadRoll } from './load.ts';
import type { LoadReport, RollDesk } from './load.ts';
import { rebuildClaims } from './rebuild.ts';
import type { RebuildReport } from './rebuild.ts';
import { openRollSource } from './roll-source.ts';
import { rollReports } from './status.ts';
import type { RollReport } from './status.ts';

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
        'be there. Loading again changes nothing; loading more adds. Votes are taken meanwhile.',
    )
    .argument(
      '<path...>',
      'a folder of `credentials generate` or its roll folder; or JSON files of the older system',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin roll load credentials/L2025-001
  $ npx scrutin roll load old/hashes_shard_*.json --json`,
    )
    .action(runLoad);
  roll
    .command('status')
    .summary('the registered rolls, and whether Redis has them whole')
    .description('Ends with exit code 1 when a roll is missing or incomplete, and says what to do.')
    .option('--json', 'print the rolls as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin roll status')
    .action(runStatus);
  roll
    .command('rebuild')
    .summary('tell Redis again who has voted, from PostgreSQL')
    .description(
      'For a Redis that lost its memory, after `roll load`. Results never depend on it: without it, second ' +
        'votes travel further before they are rejected.',
    )
    .argument('[roll...]', 'law:ID or election:ID; all when none is named', collectRollKey)
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin roll rebuild
  $ npx scrutin roll rebuild law:L2025-001`,
    )
    .action(runRebuild);
}

/** Both stores, connected: a roll in one of them only would be of no use. */
async function withStores<T>(work: (store: BallotStore, roll: VoterRoll) => Promise<T>): Promise<T> {
  const environment = await cliEnvironment();
  return withBallotStore(environment, async (store) => {
    await store.check();
    return withVoterRoll(environment, (roll) => work(store, roll));
  });
}

async function runLoad(paths: readonly string[], options: JsonOption, command: Command): Promise<void> {
  const environment = await cliEnvironment();
  const report = await withOffice(environment, async (office) => {
    await office.check();
    return withVoterRoll(environment, (roll) => loadFrom(paths, office, roll, command));
  });
  if (options.json === true) console.log(JSON.stringify(report));
  else console.log(describeLoad(report));
}

function loadFrom(
  paths: readonly string[],
  office: RollDesk,
  roll: VoterRoll,
  command: Command,
): Promise<LoadReport> {
  return refusing(command, async () => {
    const source = await openRollSource(paths);
    const progress = showProgress(`loading ${source.rollKey}`, source.credentials);
    try {
      return await loadRoll(source, office, roll, (entries) => {
        progress.update(entries);
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

async function runRebuild(rolls: readonly RollKey[], options: JsonOption, command: Command): Promise<void> {
  const reports = await withStores((store, roll) =>
    refusing(command, () =>
      rebuildClaims(rolls, store, roll, (rollKey, claims) => {
        if (process.stderr.isTTY) progressStream.write(`\r  ${rollKey}: ${claims} votes`);
      }),
    ),
  );
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (options.json === true) console.log(JSON.stringify(reports));
  else console.log(reports.length === 0 ? 'No roll is registered.' : reports.map(describeRebuild).join('\n'));
  if (reports.some((report) => report.notOnRoll > 0)) failQuietly();
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

function describeRoll({ roll, scheme, registered, regions, redis, advice }: RollReport): string {
  const inRedis =
    redis.state === 'complete' ? `${redis.credentials} in ${redis.buckets} buckets` : redis.state;
  const inRegions = Object.keys(regions).length;
  const where = inRegions === 0 ? '' : ` in ${inRegions} region${inRegions === 1 ? '' : 's'}`;
  const line = `${roll} (${scheme}): ${registered} registered${where}; Redis: ${inRedis}`;
  return advice === undefined ? line : `${line}\n  ${advice}`;
}

function describeRebuild(report: RebuildReport): string {
  const { roll, restored, alreadyThere, claimedByAnother, notOnRoll } = report;
  const line = `${roll}: ${restored} votes put back, ${alreadyThere} were there`;
  return [
    line,
    ...(claimedByAnother > 0
      ? [`  ${claimedByAnother} credentials voted again meanwhile: the aggregator rejects those votes`]
      : []),
    ...(notOnRoll > 0
      ? [`  ${notOnRoll} counted credentials are on no roll in Redis: load the rest of its files (roll load)`]
      : []),
  ].join('\n');
}
