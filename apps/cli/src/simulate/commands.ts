import { randomInt } from 'node:crypto';
import { loadConfig, setting } from '@scrutin/service-runtime';
import type { Command } from 'commander';
import { z } from 'zod';
import { cliEnvironment } from '../environment.ts';
import type { Environment } from '../environment.ts';
import { identifier, percent, wholeNumber } from '../options.ts';
import { failQuietly, refuse } from '../run.ts';
import { apiOf, withBallotStore, withVoterRoll } from '../stack.ts';
import { addVoters, freshLetters } from './fresh-voters.ts';
import { readLetters } from './letters-folder.ts';
import { told } from './progress.ts';
import { describe } from './report.ts';
import { simulate } from './simulate.ts';
import type { VoterLetter } from './vote-bodies.ts';
import { planProblem } from './vote-plan.ts';

interface SimulateOptions {
  readonly votes: number;
  readonly lawId: string;
  readonly rate?: number;
  readonly connections: number;
  readonly duplicates: number;
  readonly unknown: number;
  readonly scrambled: number;
  readonly oui: number;
  readonly credentials?: string;
  readonly api?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

const LARGEST_SEED = 2 ** 32 - 1;

export function registerSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .summary('play voters against the running system, and check that every vote is where it belongs')
    .description(
      'Plays voters over HTTP and holds what they were answered against the ledger and the results. Any ' +
        'difference ends with exit code 1 and its name. Voters are made up for each run and added to the roll ' +
        'of the law; with --credentials the letters of a folder are used instead, which must be on the roll and ' +
        'not have voted. The system has to be left alone meanwhile: votes of others cannot be told from a fault.',
    )
    .requiredOption('--votes <n>', 'requests to send, all kinds together', wholeNumber(1, 10_000_000))
    .option('--law-id <id>', 'the law to vote on', identifier, 'L2025-001')
    .option('--rate <n>', 'requests begun per second (default: as fast as answers come)', wholeNumber(1))
    .option('--connections <n>', 'requests at the same time', wholeNumber(1, 4096), 128)
    .option('--duplicates <percent>', 'of the requests: voters who send again, some at once', percent, 0)
    .option('--unknown <percent>', 'of the requests: credentials on no roll', percent, 0)
    .option('--scrambled <percent>', 'of the requests: half wrong codes, half malformed (400)', percent, 0)
    .option('--oui <percent>', 'of the voters: those for oui', percent, 55)
    .option('--credentials <folder>', 'use the letters of this folder, over plain HTTP only')
    .option('--api <url>', 'address of the API (default: SCRUTIN_API_URL, else the local stack)')
    .option(
      '--seed <n>',
      'who votes what, in which order, with which mistakes (default: random)',
      wholeNumber(0, LARGEST_SEED),
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin simulate --votes 10000
  $ npx scrutin simulate --votes 50000 --duplicates 5 --unknown 2 --scrambled 1 --seed 7
  $ npx scrutin simulate --votes 6000 --rate 100 --json > report.json`,
    )
    .action(runSimulation);
}

async function runSimulation(options: SimulateOptions, command: Command): Promise<void> {
  const request = {
    votes: options.votes,
    duplicatesPercent: options.duplicates,
    unknownPercent: options.unknown,
    scrambledPercent: options.scrambled,
    ouiPercent: options.oui,
    seed: options.seed ?? randomInt(LARGEST_SEED),
  };
  const problem = planProblem(request);
  if (problem !== undefined) command.error(`error: ${problem}`);

  const environment = await cliEnvironment();
  const api = apiOf(environment, options.api);
  const { lawId } = options;
  const law = await api.law(lawId);
  if (law === undefined) {
    refuse(
      command,
      `there is no law ${lawId}: create it, or load the demonstration with \`scrutin demo load\`.`,
    );
  }
  if (law.state !== 'open')
    refuse(command, `the vote on ${lawId} is ${law.state}: nobody can vote on it now.`);
  if (options.credentials === undefined && !isThisMachine(api.url)) {
    refuse(command, `${api.url} is not this machine: voters are made up only at home. Use --credentials.`);
  }

  const { credentials } = options;
  const report = await simulate({
    ...request,
    api,
    lawId,
    connections: options.connections,
    ratePerSecond: options.rate,
    voters: (count) =>
      credentials === undefined ? inventVoters(environment, lawId, count) : readLetters(credentials, count),
  });
  process.stdout.write(
    options.json === true ? `${JSON.stringify(report, null, 2)}\n` : `${describe(report)}\n`,
  );
  if (!report.ok) failQuietly();
}

/** Made-up voters on a real roll could decide a real vote: only where the whole stack is on this machine. */
function isThisMachine(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function inventVoters(environment: Environment, lawId: string, count: number): Promise<VoterLetter[]> {
  const { CREDENTIAL_PEPPER: pepper } = loadConfig(
    z.object({ CREDENTIAL_PEPPER: setting.secret() }),
    environment,
  );
  return told(`${count.toLocaleString('en-CA')} made-up voters on the roll of ${lawId}`, async () => {
    const letters = freshLetters(count);
    await withBallotStore(environment, (store) =>
      withVoterRoll(environment, (roll) => addVoters({ lawId, letters, store, roll, pepper })),
    );
    return letters;
  });
}
