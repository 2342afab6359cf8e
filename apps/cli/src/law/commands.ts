import { RESULTS_VISIBILITIES } from '@scrutin/ballot-store';
import type { BallotStore, Law, ResultsVisibility } from '@scrutin/ballot-store';
import { CONTEST_STATUSES } from '@scrutin/election';
import type { ContestStatus } from '@scrutin/election';
import { Argument, InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { cliEnvironment } from '../environment.ts';
import { identifier, instant, wholeNumber } from '../options.ts';
import { refuse } from '../run.ts';
import { withBallotStore } from '../stack.ts';
import { lawJson, resultJson } from './law-json.ts';
import { lawDetails, lawTable, resultTable } from './law-view.ts';

interface CreateOptions {
  readonly id: string;
  readonly titleFr: string;
  readonly titleEn: string;
  readonly summaryFr: string;
  readonly summaryEn: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly status: ContestStatus;
  readonly results: ResultsVisibility;
  readonly quorumVotes?: number;
  readonly thresholdPercent?: number;
  readonly update?: boolean;
}

interface JsonOption {
  readonly json?: boolean;
}

export function registerLawCommands(program: Command): void {
  const law = program
    .command('law')
    .summary('the laws that are put to the vote')
    .description('The laws that are put to the vote.')
    .addHelpText('after', '\nExample:\n  $ npx scrutin law list');

  law
    .command('create')
    .description('put a law to the vote')
    .requiredOption('--id <id>', 'its identifier', identifier)
    .requiredOption('--title-fr <text>', 'its title in French', titled)
    .requiredOption('--title-en <text>', 'its title in English', titled)
    .option('--summary-fr <text>', 'a summary in French', '')
    .option('--summary-en <text>', 'a summary in English', '')
    .requiredOption('--opens-at <instant>', 'a vote accepted at this instant counts', instant)
    .requiredOption('--closes-at <instant>', 'a vote accepted at this instant no longer counts', instant)
    .addOption(new Option('--status <word>', 'its status').choices(CONTEST_STATUSES).default('scheduled'))
    .addOption(
      new Option('--results <word>', 'when the results are public')
        .choices(RESULTS_VISIBILITIES)
        .default('live'),
    )
    .option('--quorum-votes <n>', 'votes without which the result does not bind', wholeNumber(1))
    .option(
      '--threshold-percent <n>',
      'share of oui that adopts (default: more oui than non)',
      wholeNumber(1, 100),
    )
    .option('--update', 'change the law when it is there already')
    .addHelpText(
      'after',
      `
Example:
  $ npx scrutin law create --id L2026-001 --title-fr "Loi sur l'eau" --title-en "Water Act" \\
      --opens-at 2026-10-05T08:00-04:00 --closes-at 2026-10-05T20:00-04:00`,
    )
    .action(async (options: CreateOptions, command: Command) => {
      if (options.closesAt <= options.opensAt) command.error('error: --closes-at must be after --opens-at');
      await withBallotStore(await cliEnvironment(), async (store) => {
        const known = await store.law(options.id);
        const wanted = lawOf(options);
        if (known !== undefined && options.update !== true) {
          if (isSame(known, wanted)) console.log(`${options.id} is there already, exactly so.`);
          else refuse(command, `${options.id} is there already, and differs. Add --update to change it.`);
          return;
        }
        await store.upsertLaw(wanted);
        console.log(`${options.id} ${known === undefined ? 'is created' : 'is changed'}.`);
      });
    });

  law
    .command('list')
    .description('list the laws, except drafts')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin law list')
    .action(async ({ json }: JsonOption) => {
      const laws = await withBallotStore(await cliEnvironment(), (store) => store.laws());
      if (json === true) {
        console.log(JSON.stringify(laws.map((law) => lawJson(law, Date.now()))));
        return;
      }
      console.log(laws.length === 0 ? 'There is no law yet.' : lawTable(laws, Date.now()));
    });

  law
    .command('show')
    .description('show one law')
    .addArgument(lawArgument().argRequired())
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin law show L2025-001')
    .action(async (id: string, { json }: JsonOption, command: Command) => {
      const found = await withBallotStore(await cliEnvironment(), (store) => store.law(id));
      if (found === undefined) refuse(command, unknownLaw(id));
      const nowMs = Date.now();
      console.log(json === true ? JSON.stringify(lawJson(found, nowMs)) : lawDetails(found, nowMs));
    });
}

export function registerResultsCommand(program: Command): void {
  program
    .command('results')
    .description('print what is counted, of one law or of all; also where the public does not see it yet')
    .addArgument(lawArgument().argOptional())
    .option('--json', 'print it as the API gives it: a list, or one result when a law is named')
    .addHelpText('after', '\nExamples:\n  $ npx scrutin results\n  $ npx scrutin results L2025-001')
    .action(async (id: string | undefined, { json }: JsonOption, command: Command) => {
      const results = await withBallotStore(await cliEnvironment(), (store) => resultsOf(store, id));
      if (id !== undefined && results.length === 0) refuse(command, unknownLaw(id));
      if (json === true) {
        const bodies = results.map(resultJson);
        console.log(JSON.stringify(id === undefined ? bodies : bodies[0]));
        return;
      }
      console.log(results.length === 0 ? 'There is no law yet.' : resultTable(results));
    });
}

async function resultsOf(store: BallotStore, id: string | undefined) {
  if (id === undefined) return store.lawResults();
  const result = await store.lawResult(id);
  return result === undefined ? [] : [result];
}

function unknownLaw(id: string): string {
  return `the law ${id} does not exist, or is still a draft.`;
}

function lawArgument(): Argument {
  return new Argument('law', 'identifier of a law').argParser(identifier);
}

function titled(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('A law has a title in both languages.');
}

function lawOf(options: CreateOptions): Law {
  return {
    id: options.id,
    title: { fr: options.titleFr, en: options.titleEn },
    summary: { fr: options.summaryFr, en: options.summaryEn },
    window: { opensAtMs: options.opensAt, closesAtMs: options.closesAt },
    status: options.status,
    resultsVisibility: options.results,
    quorumVotes: options.quorumVotes === undefined ? undefined : BigInt(options.quorumVotes),
    thresholdBasisPoints: options.thresholdPercent === undefined ? undefined : options.thresholdPercent * 100,
  };
}

function isSame(a: Law, b: Law): boolean {
  const text = (law: Law): string =>
    JSON.stringify([
      law.id,
      law.title.fr,
      law.title.en,
      law.summary.fr,
      law.summary.en,
      law.window.opensAtMs,
      law.window.closesAtMs,
      law.status,
      law.resultsVisibility,
      law.quorumVotes?.toString(),
      law.thresholdBasisPoints,
    ]);
  return text(a) === text(b);
}
