import type { Command } from 'commander';
import { Argument, Option } from 'commander';
import type { BallotStore } from '@scrutin/ballot-store';
import { lawResultView } from '@scrutin/contracts/public';
import { cliEnvironment } from '../environment.ts';
import { resultTable } from '../law/law-view.ts';
import { identifier } from '../options.ts';
import { refuse } from '../run.ts';
import { withBallotStore } from '../stack.ts';
import { raceResultTable } from './race-result-view.ts';
import { raceResults } from './race-results.ts';
import { withheldProblem } from './withheld.ts';

interface ResultsOptions {
  readonly electionId?: string;
  readonly regionId?: string;
  readonly json?: boolean;
}

export function registerResultsCommand(program: Command): void {
  program
    .command('results')
    .summary('what is counted, on laws or in an election')
    .description(
      'Prints what is counted, of one law or of all, or in an election by region; where results show after the closing, ' +
        'not before it. Of a ranked race these are first preferences: `tabulate count` says who is elected.',
    )
    .addArgument(new Argument('[law]', 'identifier of a law').argParser(identifier))
    .addOption(new Option('--election-id <id>', 'an election instead of laws').argParser(identifier))
    .addOption(new Option('--region-id <id>', 'only this region of it').argParser(identifier))
    .option(
      '--json',
      'print it as JSON, as the public API gives it; one result where one is named, else a list',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin results
  $ npx scrutin results L2025-001
  $ npx scrutin results --election-id PROV-2025 --region-id SHERBROOKE`,
    )
    .action(async (id: string | undefined, options: ResultsOptions, command: Command) => {
      const { electionId, regionId } = options;
      if (id !== undefined && electionId !== undefined) {
        command.error('error: a law and --election-id cannot be asked at once');
      }
      if (regionId !== undefined && electionId === undefined) {
        command.error('error: --region-id goes with --election-id');
      }
      if (electionId === undefined) await printLaws(id, options, command);
      else await printRaces(electionId, options, command);
    });
}

async function printLaws(id: string | undefined, { json }: ResultsOptions, command: Command): Promise<void> {
  const { results, withheld } = await withBallotStore(await cliEnvironment(), (store) =>
    resultsOf(store, id),
  );
  if (id !== undefined && results.length === 0) {
    const [problem] = withheld;
    refuse(
      command,
      problem === undefined ? `the law ${id} does not exist, or is still a draft.` : `${problem}.`,
    );
  }
  for (const problem of withheld) process.stderr.write(`${problem}.\n`);
  if (json === true) {
    console.log(JSON.stringify(id === undefined ? results : results[0]));
    return;
  }
  if (results.length > 0) console.log(resultTable(results));
  else if (withheld.length === 0) console.log('There is no law yet.');
}

/** The results of one law or of all. Laws whose results are withheld are left out and named. */
async function resultsOf(store: BallotStore, id: string | undefined) {
  const nowMs = Date.now();
  const laws = (await store.laws()).filter((law) => id === undefined || law.id === id);
  const problems = new Map(laws.map((law) => [law.id, withheldProblem(law, nowMs)]));
  const counts = new Map((await store.lawResults()).map((result) => [result.lawId, result]));
  return {
    results: laws.flatMap((law) => {
      const result = counts.get(law.id);
      const hidden = result === undefined || result.withheld || problems.get(law.id) !== undefined;
      return hidden ? [] : [lawResultView({ law, result }, nowMs)];
    }),
    withheld: [...problems].flatMap(([lawId, problem]) =>
      problem === undefined ? [] : [`The law ${lawId} is not shown: ${problem}`],
    ),
  };
}

async function printRaces(
  electionId: string,
  { regionId, json }: ResultsOptions,
  command: Command,
): Promise<void> {
  const { all, withheld } = await withBallotStore(await cliEnvironment(), async (store) => {
    const election = (await store.elections()).find((known) => known.id === electionId);
    return {
      withheld: election === undefined ? undefined : withheldProblem(election, Date.now()),
      all: await raceResults(store, electionId, Date.now()),
    };
  });
  if (withheld !== undefined) refuse(command, `the election ${electionId} is not shown: ${withheld}.`);
  if (all === undefined) refuse(command, `the election ${electionId} does not exist, or is still a draft.`);
  const races = all.filter((race) => regionId === undefined || race.region_id === regionId);
  if (regionId !== undefined && races.length === 0) {
    refuse(command, `${electionId} has no race in ${regionId}.`);
  }
  if (json === true) {
    console.log(JSON.stringify(regionId === undefined ? races : races[0]));
    return;
  }
  console.log(races.length === 0 ? `${electionId} has no race.` : races.map(raceResultTable).join('\n\n'));
}
