import type { Tabulation, Contest as ContestName } from '@scrutin/election';
import { formatRuleSet, tabulate } from '@scrutin/tabulation';
import type { RuleSet } from '@scrutin/tabulation';
import type { Command } from 'commander';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, done } from '../office/act.ts';
import { failQuietly, refuse } from '../run.ts';
import { withOffice } from '../stack.ts';
import { showCount, warningsOf, whatNext } from './count-view.ts';
import { contestOption, rulesOption } from './count.ts';
import { readStoredContest } from './stored-contest.ts';

interface RecordOptions {
  readonly contest: ContestName;
  readonly rules?: RuleSet;
  readonly json?: boolean;
}

interface JsonOption {
  readonly json?: boolean;
}

export function registerTabulateRecordCommands(tabulateCommand: Command): void {
  tabulateCommand
    .command('record')
    .summary('count a contest of the database and put the count on record')
    .description(
      'Counts a contest of the database and puts the count on record, with the SHA-256 of its ballots. Before the ' +
        'closing only where results are live. It is not public until it is published. A count that awaits a lot is ' +
        'recorded too, and ends with exit code 1.',
    )
    .addOption(contestOption().makeOptionMandatory())
    .addOption(rulesOption())
    .option('--json', 'print the tabulation as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx scrutin tabulate record --contest election:PROV-2025:SHERBROOKE',
    )
    .action(runRecord);

  tabulateCommand
    .command('publish')
    .summary('make a recorded count public')
    .description(
      'Makes a recorded count public: refused while the results are not, and of a count that is not complete.',
    )
    .argument('<tabulation>', 'its identifier, as `tabulate record` printed it')
    .option('--json', 'print the tabulation as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin tabulate publish 0d2cc1ab-6b1c-4d3e-9f5a-6d8a54c3e9b1')
    .action(async (id: string, { json }: JsonOption, command: Command) => {
      const published = await withOffice(await cliEnvironment(), async (office) =>
        done(command, await office.publishTabulation(commandLineActor(), id)),
      );
      console.log(
        json === true
          ? JSON.stringify(tabulationJson(published))
          : `${published.id} is public: ${published.contest}, ${published.ballots} ballots, ${published.ruleSet}.`,
      );
    });
}

async function runRecord({ contest: name, rules, json }: RecordOptions, command: Command): Promise<void> {
  await withOffice(await cliEnvironment(), async (office) => {
    const stored = await readStoredContest(office, name);
    if (!stored.ok) refuse(command, `${stored.problem}.`);
    const { key, contest, ballots, ballotsDigest } = stored.value;
    const ruleSet = rules ?? stored.value.rules;
    const result = tabulate(contest, ruleSet);
    if (result.status === 'refused') refuse(command, `not counted: ${result.reason} (${result.detail}).`);
    const recorded = done(
      command,
      await office.recordTabulation(commandLineActor(), {
        contest: key,
        ruleSet: formatRuleSet(ruleSet),
        ballots,
        ballotsDigest,
        result,
      }),
    );
    if (json === true) console.log(JSON.stringify(tabulationJson(recorded)));
    else {
      console.log(showCount(result, { title: key, contest, ballotsDigest }, ruleSet, { lang: 'en' }));
      console.log(`On record as ${recorded.id}; ${whatNext(recorded.id, result, ruleSet)}`);
    }
    for (const warning of warningsOf(result, ruleSet, contest)) console.error(warning);
    if (result.status !== 'complete') failQuietly();
  });
}

function tabulationJson(tabulation: Tabulation) {
  return {
    id: tabulation.id,
    contest: tabulation.contest,
    rule_set: tabulation.ruleSet,
    ballots: tabulation.ballots.toString(),
    ballots_digest: tabulation.ballotsDigest,
    computed_at: new Date(tabulation.computedAtMs).toISOString(),
    published_at:
      tabulation.publishedAtMs === undefined ? null : new Date(tabulation.publishedAtMs).toISOString(),
    result: tabulation.result,
  };
}
