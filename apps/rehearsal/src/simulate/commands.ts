import { randomInt } from 'node:crypto';
import type { Command } from 'commander';
import { Option } from 'commander';
import { z } from 'zod';
import type { PublicApi } from '@scrutin/cli';
import {
  apiOf,
  cliEnvironment,
  commandLineActor,
  failQuietly,
  identifier,
  percent,
  refuse,
  wholeNumber,
  withBallotStore,
  withOffice,
  withVoterRoll,
} from '@scrutin/cli';
import type { BlankVotes } from '@scrutin/election';
import { BLANK_SELECTION } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import type { Environment } from '@scrutin/local-stack';
import { loadConfig, setting } from '@scrutin/service-runtime';
import type { CountReaders, Poll, Voter } from '@scrutin/voting-load';
import {
  electionPoll,
  generatedVotersOf,
  lawPoll,
  planProblem,
  playedRaces,
  seededRandom,
} from '@scrutin/voting-load';
import { requireRehearsal } from '../require-rehearsal.ts';
import type { Attack, AttackReport } from './attack.ts';
import { ATTACK_REQUESTS, ATTACKS, batchAndOthers, playAttack } from './attack.ts';
import { addVoters } from './fresh-voters.ts';
import { generatedRolls } from './generated-rolls.ts';
import { readLetters, requireRegions } from './letters-folder.ts';
import { timed } from './progress.ts';
import { describe } from './report.ts';
import { simulate } from './simulate.ts';

interface SimulateOptions {
  readonly votes: number;
  readonly lawId: string;
  readonly electionId?: string;
  readonly rate?: number;
  readonly connections: number;
  readonly duplicates: number;
  readonly unknown: number;
  readonly scrambled: number;
  readonly wrongRegion: number;
  readonly invalid: number;
  readonly oui: number;
  readonly blank: number;
  readonly credentials?: string;
  readonly api?: string;
  readonly seed?: number;
  readonly attack?: Attack;
  readonly batch: number;
  readonly json?: boolean;
}

const LARGEST_SEED = 2 ** 32 - 1;
const HOME: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

export function registerSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .summary('send votes to the running system, and check that every vote is counted as it should be')
    .description(
      'Sends votes over HTTP, on a law or in all races of an election that is a rehearsal, and compares the answers with the ledger and ' +
        'the results. If anything differs, the command names it and ends with exit code 1. The voters are generated ' +
        'for each run and added to the roll. With --credentials, the letters of a folder are used instead; these ' +
        'voters must be on the roll and must not have voted. In an election the voters choose by a spatial model, so ' +
        'that transfers look like those of a real contest. With DATABASE_URL, every ranking is compared too. Nobody ' +
        'else may vote meanwhile, because the votes of others would look like a fault.',
    )
    .requiredOption('--votes <n>', 'requests to send, all kinds together', wholeNumber(1, 10_000_000))
    .option('--law-id <id>', 'the law to vote on', identifier, 'L2025-001')
    .addOption(
      new Option('--election-id <id>', 'the election to vote in, instead of a law')
        .argParser(identifier)
        .conflicts(['lawId', 'oui']),
    )
    .option('--rate <n>', 'requests begun per second (default: as fast as answers come)', wholeNumber(1))
    .option('--connections <n>', 'requests at the same time', wholeNumber(1, 4096), 128)
    .option(
      '--duplicates <percent>',
      'of the requests: voters who vote again, some of them at the same moment',
      percent,
      0,
    )
    .option('--unknown <percent>', 'of the requests: credentials on no roll', percent, 0)
    .option('--scrambled <percent>', 'of the requests: half wrong codes, half malformed (400)', percent, 0)
    .option(
      '--wrong-region <percent>',
      'of the requests, in an election: voters who try another region before their own',
      percent,
      0,
    )
    .option(
      '--invalid <percent>',
      'of the requests, in an election: ballots that the race does not accept (422)',
      percent,
      0,
    )
    .option('--oui <percent>', 'of the voters on a law: those who choose oui', percent, 55)
    .option('--blank <percent>', 'of the voters: those who cast a blank vote, if it is allowed', percent, 0)
    .option('--credentials <folder>', 'use the letters of this folder, over plain HTTP only')
    .option('--api <url>', 'address of the API (default: SCRUTIN_API_URL, else the local stack)')
    .option(
      '--seed <n>',
      'decides who votes for what, in which order and with which mistakes (default: random)',
      wholeNumber(0, LARGEST_SEED),
    )
    .addOption(
      new Option(
        '--attack <name>',
        'afterwards, attack an API on this machine, from addresses of 127.0.0.0/8 (Linux)',
      ).choices(ATTACKS),
    )
    .option(
      '--batch <letters>',
      'letters of a printing batch, for --attack stolen-batch with --credentials',
      wholeNumber(20, 100_000),
      500,
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin simulate --votes 10000
  $ npx scrutin simulate --votes 50000 --duplicates 5 --unknown 2 --scrambled 1 --seed 7
  $ npx scrutin simulate --votes 6000 --rate 100 --json > report.json
  $ npx scrutin simulate --election-id PROV-2025 --votes 10000 --wrong-region 2 --invalid 2
  $ npx scrutin simulate --votes 1000 --attack guess-block && npx scrutin audit anomalies`,
    )
    .action(runSimulation);
}

async function runSimulation(options: SimulateOptions, command: Command): Promise<void> {
  const request = {
    votes: options.votes,
    duplicatesPercent: options.duplicates,
    unknownPercent: options.unknown,
    scrambledPercent: options.scrambled,
    wrongRegionPercent: options.wrongRegion,
    invalidPercent: options.invalid,
    seed: options.seed ?? randomInt(LARGEST_SEED),
  };
  const { credentials, electionId } = options;
  const requirePlayable = (regions: readonly string[] | undefined): void => {
    const problem = planProblem(request, regions);
    if (problem !== undefined) command.error(`error: ${problem}`);
  };
  requirePlayable(electionId === undefined ? [] : undefined); // before any request is sent
  const environment = await cliEnvironment();
  const api = apiOf(environment, options.api);
  const { attack } = options;
  if (attack !== undefined) requireAttackable(attack, api.url, options, command);

  const run = async (poll: Poll): Promise<void> => {
    requirePlayable(poll.regions);
    if (credentials === undefined && !isThisMachine(api.url)) {
      refuse(
        command,
        `${api.url} is not on this machine, and voters are generated only for a system on this machine. Use --credentials.`,
      );
    }
    const stolen = await stolenLetters(options);
    const voted: Voter[] = [];
    const report = await simulate({
      ...request,
      api,
      poll,
      connections: options.connections,
      ratePerSecond: options.rate,
      voters: async (regions) => {
        const letters =
          credentials === undefined
            ? await inventVoters(environment, poll, regions)
            : requireRegions(
                stolen?.others(regions.length) ?? (await readLetters(credentials, regions.length)),
                poll.regions,
              );
        voted.push(...letters);
        return letters;
      },
    });
    const attackers = async (): Promise<readonly Voter[]> => {
      if (stolen !== undefined) return stolen.batch;
      if (attack !== 'wrong-regions') return voted;
      const random = seededRandom(request.seed);
      const regions = Array.from({ length: ATTACK_REQUESTS }, () => poll.drawRegion(random));
      return inventVoters(environment, poll, regions);
    };
    const attacked =
      attack === undefined
        ? undefined
        : await playAttack({ attack, poll, target: api.url, seed: request.seed, voters: await attackers() });
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ ...report, ...(attacked === undefined ? {} : { attack: attacked }) }, null, 2)}\n`
        : `${describe(report)}\n${attacked === undefined ? '' : `${describeAttack(attacked)}\n`}`,
    );
    if (!report.ok) failQuietly();
  };

  if (electionId === undefined) return run(await openLawPoll(api, options, command));
  const open = (selections: CountReaders['selections']): Promise<Poll> =>
    openElectionPoll(api, { electionId, seed: request.seed, blank: options.blank, selections }, command);
  if (!hasDatabaseBeside(environment, api.url)) return run(await open(undefined));
  const mayRead = await withBallotStore(environment, (store) =>
    store.mayReadChoices(`election:${electionId}`),
  );
  if (!mayRead) return run(await open(undefined));
  return withOffice(environment, async (office) => run(await open((contest) => office.selections(contest))));
}

/** The letters of a batch that is stolen, and those of the voters before; undefined for another attack. */
async function stolenLetters({ attack, credentials, batch }: SimulateOptions) {
  if (attack !== 'stolen-batch' || credentials === undefined) return undefined;
  const letters = await readLetters(credentials);
  return {
    batch: batchAndOthers(letters, batch, 0).batch,
    others: (count: number): Voter[] => batchAndOthers(letters, batch, count).others,
  };
}

function requireAttackable(
  attack: Attack,
  url: string,
  { credentials, electionId }: Pick<SimulateOptions, 'credentials' | 'electionId'>,
  command: Command,
): void {
  if (!URL.canParse(url) || new URL(url).hostname !== '127.0.0.1') {
    refuse(command, `an attack is played only on an API at 127.0.0.1, and not at ${url}.`);
  }
  if (attack === 'stolen-batch' && credentials === undefined) {
    refuse(command, 'stolen-batch needs the letters: add --credentials.');
  }
  if (attack === 'wrong-regions' && electionId === undefined) {
    refuse(command, 'wrong-regions needs regions: add --election-id.');
  }
}

function describeAttack({ attack, sent, answers }: AttackReport): string {
  const statuses = Object.entries(answers).map(([status, number]) => `${number} answered ${status}`);
  return `Attack ${attack}: ${sent} requests, ${statuses.join(', ')}. \`scrutin audit anomalies\` shows what is found.`;
}

async function openLawPoll(
  api: PublicApi,
  { lawId, oui, blank }: Pick<SimulateOptions, 'lawId' | 'oui' | 'blank'>,
  command: Command,
): Promise<Poll> {
  const law = await api.law(lawId);
  if (law === undefined) {
    refuse(
      command,
      `there is no law ${lawId}: create it, or load the demonstration with \`scrutin demo load\`.`,
    );
  }
  requireRehearsal(lawRollKey(lawId), law);
  if (law.state !== 'open') {
    refuse(command, `the vote on ${lawId} is ${law.state}: nobody can vote on it now.`);
  }
  requireBlankVotes(law, blank, command);
  return lawPoll({ api, lawId, ouiPercent: oui, blankPercent: blank });
}

async function openElectionPoll(
  api: PublicApi,
  given: Pick<CountReaders, 'selections'> &
    Pick<SimulateOptions, 'blank'> & { readonly electionId: string; readonly seed: number },
  command: Command,
): Promise<Poll> {
  const { electionId, seed, blank, selections } = given;
  const election = await api.election(electionId);
  if (election === undefined) {
    refuse(
      command,
      `there is no election ${electionId}: create it, or load the demonstration with \`scrutin demo load\`.`,
    );
  }
  requireRehearsal(electionRollKey(electionId), election);
  if (election.state !== 'open') {
    refuse(command, `the election ${electionId} is ${election.state}: nobody can vote in it now.`);
  }
  requireBlankVotes(election, blank, command);
  const { races, withoutCandidates } = await playedRaces(api, election);
  if (withoutCandidates.length > 0) {
    process.stderr.write(`Nobody stands in ${withoutCandidates.join(', ')}: no vote is cast there.\n`);
  }
  return electionPoll({
    electionId,
    races,
    seed,
    readers: { results: publicResults(api, electionId), selections },
    blankPercent: blank,
  });
}

/** Refuses a share of blank votes in a contest that does not take them. */
function requireBlankVotes(
  contest: { readonly id: string; readonly blank_votes: BlankVotes },
  percentage: number,
  command: Command,
): void {
  if (percentage === 0 || contest.blank_votes === 'allowed') return;
  refuse(command, `${contest.id} does not take blank votes: leave --blank out.`);
}

function publicResults(api: Pick<PublicApi, 'raceResult'>, electionId: string): CountReaders['results'] {
  return async (regionId) => {
    const result = await api.raceResult(electionId, regionId);
    if (result === 'not-published') return result;
    const votes = (result?.candidates ?? []).map((each) => [each.candidate_id, each.votes] as const);
    const firstPreferences = new Map(votes).set(BLANK_SELECTION, result?.blank_count ?? 0);
    return { total: result?.total_votes ?? 0, firstPreferences };
  };
}

/** Generated voters on a real roll could decide a real vote, so they are allowed only if the API is on this machine. */
function isThisMachine(url: string): boolean {
  return URL.canParse(url) && HOME.has(new URL(url).hostname);
}

/** The database of the local stack is used without being asked for, and is not that of an API on another machine. */
function hasDatabaseBeside({ DATABASE_URL: database }: Environment, apiUrl: string): boolean {
  return database !== undefined && isThisMachine(database) === isThisMachine(apiUrl);
}

function inventVoters(
  environment: Environment,
  { id, rollKey }: Poll,
  regions: readonly (string | undefined)[],
): Promise<Voter[]> {
  const { CREDENTIAL_PEPPER: pepper } = loadConfig(
    z.object({ CREDENTIAL_PEPPER: setting.secret() }),
    environment,
  );
  const count = regions.length.toLocaleString('en-CA');
  return timed(`${count} generated voters on the roll of ${id}`, async () => {
    const letters = generatedVotersOf(regions);
    const actor = { name: `${commandLineActor().name}, simulate` };
    const generated = generatedRolls(environment);
    await withOffice(environment, (office) =>
      withVoterRoll(environment, (roll) =>
        addVoters({ rollKey, letters, office, roll, actor, pepper, generated }),
      ),
    );
    return letters;
  });
}
