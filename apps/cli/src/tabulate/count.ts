import type { Contest as ContestName } from '@scrutin/election';
import { parseRuleSet, tabulate } from '@scrutin/tabulation';
import type { Locale, RuleSet, TabulationResult } from '@scrutin/tabulation';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { contestOfText } from '../contest/contest-subject.ts';
import { cliEnvironment } from '../environment.ts';
import { wholeNumber } from '../options.ts';
import { failQuietly, refuse } from '../run.ts';
import { withOffice } from '../stack.ts';
import { readContestFile } from './contest-file.ts';
import type { ContestFile } from './contest-file.ts';
import { showCount, tieWarning } from './count-view.ts';
import type { CountedContest } from './count-view.ts';
import { readStoredContest } from './stored-contest.ts';

interface CountOptions {
  readonly contest?: ContestName;
  readonly rules?: RuleSet;
  readonly seats?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly explain?: boolean;
  readonly lang: Locale;
}

export function registerTabulateCountCommand(tabulateCommand: Command): void {
  tabulateCommand
    .command('count')
    .argument('[file]', 'a .blt, .csv or rcv-vector/1 .json file')
    .summary('count one contest and show its rounds')
    .description(
      'Counts the ballots of a file, or with --contest those in the database, and shows every round. The same ' +
        'ballots and rules give the same result anywhere. Of ballots from the database the SHA-256 is printed. A ' +
        'tie that the rules leave to a lot ends the count with exit code 1: draw it, add it (`lot=c3`), and count ' +
        'again.',
    )
    .addOption(contestOption())
    .addOption(rulesOption())
    .addOption(
      new Option('--seats <n>', 'seats to fill (CSV: 1 by default; else the file’s)')
        .argParser(wholeNumber(0, 10_000))
        .conflicts('contest'),
    )
    .addOption(new Option('--json', 'print the result as JSON').conflicts(['csv', 'explain']))
    .addOption(new Option('--csv', 'print the rounds as CSV').conflicts('explain'))
    .option('--explain', 'tell every round in sentences')
    .addOption(new Option('--lang <language>', 'of the sentences').choices(['fr', 'en']).default('en'))
    .addHelpText(
      'after',
      `
Rule sets: plurality, referendum, irv, rctab, scottish-stv-2011, wigm-prf, meek-prf.

Examples:
  $ npx scrutin tabulate count --contest election:PROV-2025:SHERBROOKE
  $ npx scrutin tabulate count --contest law:L2025-001 --explain --lang fr
  $ npx scrutin tabulate count --rules irv ballots.csv
  $ npx scrutin tabulate count --rules scottish-stv-2011 ward4.blt
  $ npx scrutin tabulate count --rules referendum:proposal=oui,quorum=40,electors=12000 --explain --lang fr law.csv
  $ npx scrutin tabulate count --rules rctab:tiebreakMode=random,randomSeed=7 --json contest.json`,
    )
    .action(async (file: string | undefined, options: CountOptions, command: Command) => {
      if ((file === undefined) === (options.contest === undefined)) {
        command.error('error: either a file or --contest is wanted');
      }
      const { counted, rules } =
        options.contest === undefined
          ? await fromFile(file ?? '', options, command)
          : await fromDatabase(options.contest, options, command);
      const result = tabulate(counted.contest, rules);
      process.stdout.write(`${show(result, counted, options)}\n`);
      const warning = tieWarning(result, rules);
      if (warning !== undefined) process.stderr.write(`${warning}\n`);
      if (result.status !== 'complete') failQuietly();
    });
}

export function contestOption(): Option {
  return new Option('--contest <contest>', 'law:ID or election:ID:REGION, in the database').argParser(
    contestOfText,
  );
}

export function rulesOption(): Option {
  return new Option(
    '--rules <rules>',
    'NAME or NAME:option=value,…; a contest of the database and a vector file bring their own',
  ).argParser((text: string): RuleSet => {
    const reading = parseRuleSet(text);
    if (reading.ok) return reading.rules;
    throw new InvalidArgumentError(reading.problem);
  });
}

interface Countable {
  readonly counted: CountedContest;
  readonly rules: RuleSet;
}

async function fromFile(file: string, options: CountOptions, command: Command): Promise<Countable> {
  const reading = await readContestFile(file, options.seats);
  if (!reading.ok) refuse(command, `${file}: ${reading.problem}`);
  const rules = rulesFor(options, reading.value);
  if (rules === undefined) refuse(command, `${file} names no rules: give them with --rules`);
  return { counted: reading.value, rules };
}

async function fromDatabase(name: ContestName, options: CountOptions, command: Command): Promise<Countable> {
  const stored = await withOffice(await cliEnvironment(), (office) => readStoredContest(office, name));
  if (!stored.ok) refuse(command, `${stored.problem}.`);
  const { key, contest, rules, ballotsDigest } = stored.value;
  return { counted: { title: key, contest, ballotsDigest }, rules: options.rules ?? rules };
}

/** The rules asked for, else those of the file; seats and an order of ties asked for or in the file hold. */
function rulesFor(options: CountOptions, file: ContestFile): RuleSet | undefined {
  const rules = options.rules ?? file.rules;
  if (rules === undefined) return undefined;
  if (rules.rule === 'rctab' && options.rules === undefined && options.seats !== undefined) {
    return { ...rules, numberOfWinners: options.seats };
  }
  return 'order' in rules && rules.order.length === 0 ? { ...rules, order: file.order } : rules;
}

function show(result: TabulationResult, counted: CountedContest, options: CountOptions): string {
  if (options.json !== true) return showCount(result, counted, options);
  const { title, ballotsDigest } = counted;
  const stored = ballotsDigest === undefined ? {} : { contest: title, ballotsDigest };
  return JSON.stringify({ ...result, ...stored }, undefined, 1);
}
