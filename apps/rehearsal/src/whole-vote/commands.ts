import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { cliEnvironment, failQuietly, wholeNumber } from '@scrutin/cli';
import { openDatabase } from '@scrutin/database';
import { createLogger } from '@scrutin/service-runtime/program';
import { readBenchSettings } from '../bench/bench-settings.ts';
import { differencesOf } from './figures-of-vote.ts';
import { playWholeVote } from './play-whole-vote.ts';
import { playedElection, REGIONS } from './played-election.ts';
import { playedLaw } from './played-law.ts';
import { verdict, wholeVoteReport } from './whole-vote-report.ts';

interface WholeVoteCommandOptions {
  readonly voters: number;
  readonly election?: boolean;
  readonly regions: number;
  readonly connections: number;
  readonly workers: number;
  readonly aggregators: number;
  readonly seed: number;
  readonly report?: string;
  readonly json?: string;
  readonly onlyCheck?: boolean;
}

/** Identifiers differ from run to run, so that several runs can share one database. */
const PREFIX = 'BENCH-8M';

/** `scrutin bench-8m`: a whole vote of millions of voters, from their credentials to the audit of the certified result. */
export function registerWholeVoteCommand(program: Command): void {
  program
    .command('bench-8m')
    .summary('play a whole vote of eight million voters, and check every number (npm run bench:8m)')
    .description(
      'Plays a whole vote, unattended: generates credentials, loads the roll, casts the vote of every voter over HTTP, with ' +
        '1 % who vote again and 1 % who are on no roll, counts, reconciles the ledger, closes, counts and publishes every ' +
        'contest, certifies and audits. It reports what each stage cost. If any number differs from what was sent, the ' +
        'exit code is 1.',
    )
    .option('--voters <count>', 'voters on the roll, who all vote', wholeNumber(100, 50_000_000), 8_000_000)
    .option('--election', 'a ranked election in many regions, instead of a law')
    .option('--regions <count>', 'regions of the election', wholeNumber(1, 1_000), REGIONS)
    .option('--connections <count>', 'connections of the load generator', wholeNumber(1, 10_000), 256)
    .option('--workers <count>', 'validation workers', wholeNumber(1, 64), 1)
    .option('--aggregators <count>', 'aggregators', wholeNumber(1, 64), 1)
    .option('--seed <n>', 'decides how the voters choose', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--report <file>', 'write the report, in Markdown, to this file instead of printing it')
    .option('--json <file>', 'also write the figures to a file')
    .addOption(new Option('--only-check', 'check the options and do nothing else').hideHelp())
    .addHelpText(
      'after',
      `
Run it as \`npm run bench:8m -- [options]\`: that starts separate servers and empties them first. Eight million voters
need 10 GB of disk and, on two cores, half an hour.

Examples:
  $ npm run bench:8m -- --report docs/EIGHT-MILLION.md
  $ npm run bench:8m -- --voters 100000 --election`,
    )
    .action(runWholeVote);
}

async function runWholeVote(options: WholeVoteCommandOptions): Promise<void> {
  if (options.onlyCheck === true) return;
  const environment = await cliEnvironment();
  const settings = readBenchSettings(environment);
  const logger = createLogger({ service: 'bench', level: 'error' });
  const database = openDatabase({ url: settings.DATABASE_URL, poolMax: 2, applicationName: 'bench', logger });
  const folder = await mkdtemp(path.join(tmpdir(), 'scrutin-whole-vote-'));
  try {
    const nowMs = Date.now();
    const id = `${PREFIX}-${nowMs.toString(36).toUpperCase()}`;
    const contest =
      options.election === true
        ? playedElection(id, options.regions, options.seed, nowMs)
        : playedLaw(id, nowMs);
    const figures = await playWholeVote({ environment, settings, database }, { ...options, contest, folder });
    const report = `${wholeVoteReport(figures)}\n`;
    if (options.report === undefined) process.stdout.write(report);
    else await writeFile(options.report, report);
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
    console.log(verdict(figures));
    if (differencesOf(figures).length > 0 || figures.auditVerdict !== 'holds') failQuietly();
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
