import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { Contest as ContestName } from '@scrutin/election';
import { contestKey } from '@scrutin/election';
import { contestToCount, countBallots } from '@scrutin/election-office';
import type { Locale, RuleSet, TabulationResult, UncontestedRule } from '@scrutin/tabulation';
import {
  formatRuleSet,
  inPlace,
  parseRuleSet,
  rulesForCandidates,
  tabulateRace,
  UNCONTESTED_RULES,
} from '@scrutin/tabulation';
import { contestOfText } from '../contest/contest-subject.ts';
import { cliEnvironment } from '../environment.ts';
import { inWords } from '../language.ts';
import { requireSuccess } from '../office/act.ts';
import { failQuietly, refuse } from '../run.ts';
import { withOffice } from '../stack.ts';
import type { ContestFile } from './contest-file.ts';
import { readContestFile } from './contest-file.ts';
import type { CountedContest } from './count-view.ts';
import { outcome, showCount, warningsOf } from './count-view.ts';
import { digestOfFile } from './file-digest.ts';
import type { FileOptions } from './file-options.ts';
import { addFileOptions, declarations, once } from './file-options.ts';
import { importText } from './import-view.ts';

interface CountOptions extends FileOptions {
  readonly contest?: ContestName;
  readonly digestOf?: ContestName;
  readonly rules?: RuleSet;
  readonly uncontested: UncontestedRule;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly explain?: boolean;
  readonly lang: Locale;
}

export function registerTabulateCountCommand(tabulateCommand: Command): void {
  addFileOptions(
    tabulateCommand
      .command('count')
      .argument('[file]', 'a .blt, .csv or rcv-vector/1 .json file')
      .summary('count one contest and show its rounds')
      .description(
        'Counts the ballots of a file, or with --contest those in the database, and shows every round. The same ' +
          'ballots and rules give the same result anywhere. What a file was read as is shown before the result; what ' +
          'is not certain is refused. Of ballots from the database the SHA-256 is printed. A tie that the rules leave ' +
          'to a lot ends the count with exit code 1: draw it, add it (`lot=c3`; of several, in the order in which they ' +
          'were drawn, `lot=c3/c1`), and count again.',
      )
      .addOption(contestOption())
      .addOption(rulesOption())
      .addOption(
        new Option(
          '--digest-of <contest>',
          'print the SHA-256 of the file’s ballots as those of law:ID or election:ID:REGION',
        )
          .argParser(contestOfText)
          .conflicts('contest'),
      )
      .addOption(uncontestedOption()),
  )
    .addOption(new Option('--json', 'print the result as JSON').conflicts(['csv', 'explain']))
    .addOption(new Option('--csv', 'print the rounds as CSV').conflicts('explain'))
    .option('--explain', 'tell every round in sentences')
    .addOption(new Option('--lang <language>', 'of the answer').choices(['fr', 'en']).default('en'))
    .addHelpText(
      'after',
      `
Rule sets: plurality, referendum, irv, rctab, scottish-stv-2011, wigm-prf, meek-prf. Their options are in
docs/RULE-SETS.md and in \`tabulate rules\`. For example, irv breaks a tie by the latest earlier round in which the votes of
the tied candidates differ; with ties=lot it draws a lot at once. Lists of candidates (lot, order, decisions) are joined by /,
and a candidate is named by identifier, by number (c2 is the second) or by name.

CSV files: a line of headings, then a row for each ballot, or for each group of equal ballots with a column count
(ballots, votes, nombre, bulletins). Ranks are the columns "Rank 1", "Choix 2", "3rd choice", "choice" …; a cell has a
candidate's name, nothing for a skipped rank, or names joined by | for an overvote. Instead of ranks, a column
"selection" or "ranking" may hold identifiers joined by >. Identifiers, precincts and times are passed over by their
usual headings; any other column is refused until an option says what it is. "undervote" and "skipped" are empty
ranks and "overvote" is an overvote; other words that may mean no choice are refused, and so are cells that may be a
whole ranking (until --candidate names who stands) and counts that may be sums of others (until --ballots gives the
number of ballots). UTF-8, or UTF-16 with its mark.

The ballots of a certified contest, from \`tabulate export\` or the public API, are read as they are. As CSV they have the
headings selection,count: give the candidates with --candidate, in the order of the ballot, their seats with --seats, those
who withdrew with --withdrawn, and the contest with --digest-of. A BLT file contains all of this. The SHA-256 that is
printed is the ballots_digest of the published count if they are the same ballots.

Examples:
  $ npx scrutin tabulate count --contest election:PROV-2025:SHERBROOKE
  $ npx scrutin tabulate count --contest law:L2025-001 --explain --lang fr
  $ npx scrutin tabulate count --rules irv ballots.csv
  $ npx scrutin tabulate count --rules irv --rank-columns 3-5 --ignore-columns "Poll worker,Table" ballots.csv
  $ npx scrutin tabulate count --rules plurality:lot=c2 --candidate "Roy, Claire" --candidate "Gagnon, Luc" ballots.csv
  $ npx scrutin tabulate count --rules scottish-stv-2011 ward4.blt
  $ npx scrutin tabulate count --rules referendum:proposal=oui,quorum=40,electors=12000 --explain --lang fr law.csv
  $ npx scrutin tabulate count --rules rctab:tiebreakMode=random,randomSeed=7 --json contest.json`,
    )
    .action(async (file: string | undefined, options: CountOptions, command: Command) => {
      if ((file === undefined) === (options.contest === undefined)) {
        command.error(
          `error: ${inWords({ fr: 'donnez un fichier, ou bien --contest', en: 'either a file or --contest is wanted' })}`,
        );
      }
      const { counted, rules, result } =
        options.contest === undefined
          ? await fromFile(file ?? '', options, command)
          : await fromDatabase(options.contest, options, command);
      const { report } = counted;
      const forPeople = report !== undefined && result.status !== 'refused' && options.json !== true;
      const reading = forPeople ? `${importText(report, counted.contest.candidates)}\n` : '';
      const shown = `${show(result, counted, rules, options)}\n`;
      // A table for people is one text with what was read; CSV is for a program.
      if (options.csv === true) process.stderr.write(reading);
      process.stdout.write(options.csv === true ? shown : `${reading}${shown}`);
      if (result.status === 'awaits-lot' && options.csv === true) {
        process.stderr.write(`${outcome(result, counted.contest, rules)}\n`);
      }
      for (const warning of warningsOf(result, rules, counted.contest)) process.stderr.write(`${warning}\n`);
      if (result.status !== 'complete') failQuietly();
    });
}

export function contestOption(): Option {
  return new Option('--contest <contest>', 'law:ID or election:ID:REGION, in the database').argParser(
    contestOfText,
  );
}

function rulesOption(): Option {
  return new Option(
    '--rules <rules>',
    'NAME or NAME:option=value,…; a contest of the database and a vector file bring their own',
  ).argParser(
    once((text: string): RuleSet => {
      const reading = parseRuleSet(text);
      if (reading.ok) return reading.rules;
      throw new InvalidArgumentError(inWords(reading.text));
    }),
  );
}

function uncontestedOption(): Option {
  return new Option(
    '--uncontested <rule>',
    'of a file: where no more candidates stand than there are seats, they are elected without a vote (acclaim) or need votes (vote), as the race says',
  )
    .choices(UNCONTESTED_RULES)
    .default('acclaim');
}

interface Count {
  readonly counted: CountedContest;
  readonly rules: RuleSet;
  readonly result: TabulationResult;
}

async function fromFile(file: string, options: CountOptions, command: Command): Promise<Count> {
  const reading = await readContestFile(file, declarations(options));
  if (!reading.ok) refuse(command, inPlace({ fr: file, en: file }, reading.text));
  const rules = rulesFor(options, reading.value);
  if (rules === undefined) {
    refuse(command, {
      fr: `${file} ne nomme pas de règles : donnez-les avec --rules`,
      en: `${file} names no rules: give them with --rules`,
    });
  }
  const named = rulesForCandidates(rules, reading.value.contest.candidates);
  if (!named.ok) refuse(command, inPlace({ fr: `${file} : --rules`, en: `${file}: --rules` }, named.text));
  const name = options.digestOf === undefined ? undefined : contestKey(options.digestOf);
  const digest = digestOfFile(reading.value, name);
  if (!digest.ok) refuse(command, inPlace({ fr: file, en: file }, digest.text));
  // As the office counts: a race without an opponent, without a candidate or without a vote has its own result.
  const result = tabulateRace(reading.value.contest, named.value, options.uncontested);
  const counted =
    digest.value === undefined
      ? reading.value
      : { ...reading.value, title: name ?? reading.value.title, ballotsDigest: digest.value };
  return { counted, rules: named.value, result };
}

/** Counts as the election office does, and records nothing. */
async function fromDatabase(name: ContestName, options: CountOptions, command: Command): Promise<Count> {
  const ruleSet = options.rules === undefined ? undefined : formatRuleSet(options.rules);
  return withOffice(await cliEnvironment(), async (office) => {
    const order = requireSuccess(command, await office.countOrder(name, ruleSet, 'look'));
    const { ballotsDigest, result } = requireSuccess(command, await countBallots(office, order));
    const counted = { title: order.contest, contest: contestToCount(order), ballotsDigest };
    return { counted, rules: order.rules, result };
  });
}

/** The rules asked for, else those of the file; seats and an order of ties asked for or in the file hold. */
function rulesFor(options: CountOptions, file: ContestFile): RuleSet | undefined {
  const rules = options.rules ?? file.rules;
  if (rules === undefined) return undefined;
  if (rules.rule === 'rctab' && options.rules === undefined && options.seats !== undefined) {
    return { ...rules, numberOfWinners: options.seats };
  }
  // Of rctab only one mode looks at an order.
  const takesOrder =
    'order' in rules && (rules.rule !== 'rctab' || rules.tiebreakMode === 'useCandidateOrder');
  return takesOrder && rules.order.length === 0 ? { ...rules, order: file.order } : rules;
}

function show(
  result: TabulationResult,
  counted: CountedContest,
  rules: RuleSet,
  options: CountOptions,
): string {
  if (options.json !== true) return showCount(result, counted, rules, options);
  const { title, ballotsDigest, contest, report } = counted;
  const candidates = contest.candidates.map(({ id, name, excluded }) =>
    excluded === true ? { id, name, withdrawn: true } : { id, name },
  );
  const stored = ballotsDigest === undefined ? {} : { contest: title, ballotsDigest };
  const read = report === undefined ? {} : { read: report };
  return JSON.stringify({ ...result, candidates, ...read, ...stored }, undefined, 1);
}
