import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { ElectionDefinition } from '@scrutin/cli';
import {
  cliEnvironment,
  commandLineActor,
  refusing,
  wholeNumber,
  withOffice,
  withVoterRoll,
} from '@scrutin/cli';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import type { RollKey } from '@scrutin/election';
import type { Environment } from '@scrutin/local-stack';
import { projectFolder } from '@scrutin/local-stack';
import { ConfigurationError, loadConfig, setting } from '@scrutin/service-runtime';
import type { RollEntry } from '@scrutin/voter-roll';
import type { Voter, VoteRequest } from '@scrutin/voting-load';
import { voteRequest } from '@scrutin/voting-load';
import { OPENS_WITHIN_MS } from '../keep-open.ts';
import { ROLL_ROOM } from '../simulate/fresh-voters.ts';
import { generatedRolls } from '../simulate/generated-rolls.ts';
import type { DemoContest } from './demo-contest.ts';
import { demonstration } from './demo-contest.ts';
import type { DemoRoll } from './demo-roll.ts';
import { demoRoll } from './demo-roll.ts';
import type { DemoLoaded } from './load-demo.ts';
import { loadDemoContest } from './load-demo.ts';

interface DemoOptions {
  readonly credentials: number;
  readonly folder?: string;
}

export function registerDemoCommands(program: Command): void {
  const demo = program
    .command('demo')
    .summary('a demonstration referendum and election')
    .description(
      'A demonstration: three laws and an election in six regions, open for a year, with a voter roll each.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin demo load');
  demo
    .command('load')
    .description('create the demonstration, or complete it; whatever exists already is kept')
    .option('--credentials <n>', 'voters on each roll', wholeNumber(1, 1_000_000), 20_000)
    .option('--folder <folder>', 'where the letters and rolls are kept (default: in .scrutin of the project)')
    .addHelpText('after', '\nExample:\n  $ npx scrutin demo load --credentials 1000')
    .action(async (options: DemoOptions, command: Command) => {
      await loadDemo(await cliEnvironment(), options, command);
    });
}

async function loadDemo(environment: Environment, options: DemoOptions, command: Command): Promise<void> {
  const { CREDENTIAL_PEPPER: pepper } = loadConfig(
    z.object({ CREDENTIAL_PEPPER: setting.secret() }),
    environment,
  );
  const folder = options.folder ?? demoFolder(environment);
  const { contests, election } = await demonstration();
  const open: OpenedContest[] = [];
  const opening: DemoContest[] = [];
  await withOffice(environment, (office) =>
    withVoterRoll(environment, async (roll) => {
      for (const contest of contests) {
        let set: DemoRoll | undefined;
        const voters = async (): Promise<DemoRoll> => {
          const { rollKey, regions } = contest;
          const { credentials } = options;
          set = await demoRoll({
            folder: path.join(folder, contest.id),
            rollKey,
            regions,
            credentials,
            pepper,
          });
          return set;
        };
        const generated = (rollKey: RollKey): Promise<RollEntry[]> =>
          generatedRolls(environment).read(rollKey);
        const dependencies = { office, roll, actor: commandLineActor(), room: ROLL_ROOM, generated };
        const loaded = await refusing(command, () =>
          loadDemoContest(dependencies, contest, voters, Date.now()),
        );
        console.log(describeLoaded(contest, loaded));
        if (loaded.state === 'opened') opening.push(contest);
        if (loaded.state !== 'over' && set !== undefined) open.push({ contest, letters: set.letters });
      }
    }),
  );
  if (opening.length > 0) {
    console.log('They open in a few seconds …');
    await delay(OPENS_WITHIN_MS);
  }
  console.log(howToVote(environment, folder, open, election));
}

interface OpenedContest {
  readonly contest: DemoContest;
  readonly letters: readonly Voter[];
}

const OPENNESS = { opened: 'opened for a year', extended: 'open for another year', open: 'open' } as const;

function describeLoaded({ id, name }: DemoContest, loaded: DemoLoaded): string {
  if (loaded.state === 'over') {
    return (
      `${id}  ${name}: has closed, and its result stands. For a new demonstration: ` +
      '`npm run stop -- --purge`, which deletes all data, then `npm start`.'
    );
  }
  const count = (n: number): string => n.toLocaleString('en-CA');
  const roll = `${count(loaded.onRoll)} on the roll (${count(loaded.added)} new)`;
  const mended = loaded.mended
    ? '; Redis had lost some of it: run `scrutin roll rebuild` to restore the claims of its votes'
    : '';
  return `${id}  ${name}: ${OPENNESS[loaded.state]}, ${roll}${mended}`;
}

function demoFolder(environment: Environment): string {
  const project = projectFolder(process.cwd());
  if (project === undefined) {
    throw new ConfigurationError(
      'The working folder is not in a checkout of the project: change into one, or give --folder.',
    );
  }
  return path.join(project, '.scrutin', environment['SCRUTIN_PROFILE'] ?? 'dev', 'demo');
}

/** Prints requests with letters of the demonstration. These may be shown, because they belong to no real voter. */
function howToVote(
  environment: Environment,
  folder: string,
  open: readonly OpenedContest[],
  election: ElectionDefinition,
): string {
  const api = environment['SCRUTIN_API_URL'] ?? 'http://127.0.0.1:8000';
  const curl = ({ route, body }: VoteRequest): string =>
    `  curl -i ${api}${PUBLIC_ROUTES[route].path} \\\n    -H 'Content-Type: application/json' \\\n    -d '${body}'`;
  const law = open.find(({ contest }) => contest.regions.length === 0);
  const lawLetter = law === undefined ? undefined : anyOf(law.letters);
  const race = open.find(({ contest }) => contest.id === election.election.id);
  const raceLetter = race === undefined ? undefined : anyOf(race.letters);
  const ballot = raceLetter === undefined ? undefined : exampleBallot(election, raceLetter);
  return [
    '',
    `The letters of the voters: ${path.join(folder, '*', 'letters')}. Vote as one of them:`,
    ...(law === undefined || lawLetter === undefined
      ? []
      : [curl(voteRequest({ kind: 'law', voter: lawLetter, lawId: law.contest.id, choice: 'oui' }))]),
    ...(ballot === undefined ? [] : [curl(ballot)]),
  ].join('\n');
}

function exampleBallot(definition: ElectionDefinition, letter: Voter): VoteRequest | undefined {
  const race = definition.races.find(({ regionId }) => regionId === letter.region);
  if (race === undefined) return undefined;
  const ranks = race.method === 'single_choice' ? 1 : 3;
  return voteRequest({
    kind: 'election',
    voter: letter,
    electionId: race.electionId,
    regionId: race.regionId,
    method: race.method,
    ranking: race.candidates.slice(0, Math.min(ranks, race.maxRanks)).map(({ id }) => id),
  });
}

function anyOf(letters: readonly Voter[]): Voter | undefined {
  return letters[Math.floor(Math.random() * letters.length)];
}
