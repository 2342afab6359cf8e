import { explainRound, parseRuleSet, tabulate } from '@scrutin/tabulation';
import type { Contest, Locale, RuleSet, TabulationResult } from '@scrutin/tabulation';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { wholeNumber } from '../options.ts';
import { failQuietly, refuse } from '../run.ts';
import { readContestFile } from './contest-file.ts';
import type { ContestFile } from './contest-file.ts';
import { roundsCsv } from './rounds-csv.ts';
import { roundsOf, roundsTable } from './rounds-table.ts';
import type { Counted } from './rounds-table.ts';

interface CountOptions {
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
    .argument('<file>', 'a .blt, .csv or rcv-vector/1 .json file')
    .summary('count one contest and show its rounds')
    .description(
      'Counts the ballots of a file and shows every round. The same ballots and rules give the same result ' +
        'anywhere. A tie that the rules leave to a lot ends the count with exit code 1: draw it, add it ' +
        '(`lot=c3`), and count again.',
    )
    .option(
      '--rules <rules>',
      'NAME or NAME:option=value,…; a vector file brings its own',
      (text: string): RuleSet => {
        const reading = parseRuleSet(text);
        if (reading.ok) return reading.rules;
        throw new InvalidArgumentError(reading.problem);
      },
    )
    .option('--seats <n>', 'seats to fill (CSV: 1 by default; else the file’s)', wholeNumber(0, 10_000))
    .addOption(new Option('--json', 'print the result as JSON').conflicts(['csv', 'explain']))
    .addOption(new Option('--csv', 'print the rounds as CSV').conflicts('explain'))
    .option('--explain', 'tell every round in sentences')
    .addOption(new Option('--lang <language>', 'of the sentences').choices(['fr', 'en']).default('en'))
    .addHelpText(
      'after',
      `
Rule sets: plurality, referendum, irv, rctab, scottish-stv-2011, wigm-prf, meek-prf.

Examples:
  $ npx scrutin tabulate count --rules irv ballots.csv
  $ npx scrutin tabulate count --rules scottish-stv-2011 ward4.blt
  $ npx scrutin tabulate count --rules referendum:proposal=oui,quorum=40,electors=12000 --explain --lang fr law.csv
  $ npx scrutin tabulate count --rules rctab:tiebreakMode=random,randomSeed=7 --json contest.json`,
    )
    .action(async (file: string, options: CountOptions, command: Command) => {
      const reading = await readContestFile(file, options.seats);
      if (!reading.ok) refuse(command, `${file}: ${reading.problem}`);
      const rules = rulesFor(options, reading.value);
      if (rules === undefined) refuse(command, `${file} names no rules: give them with --rules`);
      const result = tabulate(reading.value.contest, rules);
      process.stdout.write(`${show(result, reading.value, options)}\n`);
      if (result.status !== 'complete') failQuietly();
    });
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

function show(result: TabulationResult, file: ContestFile, options: CountOptions): string {
  if (options.json === true) return JSON.stringify(result, undefined, 1);
  if (result.status === 'refused') return `Not counted: ${result.reason} (${result.detail}).`;
  if (options.csv === true) return roundsCsv(result, file.contest);
  const body =
    options.explain === true
      ? explanation(result, file.contest, options.lang)
      : roundsTable(result, file.contest);
  return [
    `${file.title}: ${result.ballots} ballots, ${result.seats} seat(s), ${result.rules}`,
    body,
    outcome(result, file.contest),
  ].join('\n');
}

function explanation(result: Counted, contest: Contest, lang: Locale): string {
  const rounds = roundsOf(result);
  const passes = Math.max(1, ...rounds.map((round) => round.pass));
  return rounds.map((round) => explainRound(round, contest.candidates, lang, passes).join('\n  ')).join('\n');
}

function outcome(result: Counted, contest: Contest): string {
  const name = (id: string): string =>
    contest.candidates.find((candidate) => candidate.id === id)?.name ?? id;
  if (result.status === 'awaits-lot') {
    const { candidates, purpose } = result.tie;
    return `A lot must be drawn (${purpose}) between ${candidates.map((id) => `${name(id)} [${id}]`).join(', ')}.`;
  }
  if (result.referendum !== undefined) {
    const { verdict, required, quorum } = result.referendum;
    const needed = quorum === undefined ? '' : `, ${quorum} ballots for the quorum`;
    return `Referendum: ${verdict} (${required} votes needed${needed}).`;
  }
  return `Elected: ${result.winners.map(name).join(', ') || 'nobody'}.`;
}
