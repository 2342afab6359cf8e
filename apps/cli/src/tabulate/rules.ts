import type { Command } from 'commander';
import { ruleSetPage } from '@scrutin/tabulation';

export function registerTabulateRulesCommand(tabulate: Command): void {
  tabulate
    .command('rules')
    .summary('show every rule set and its options')
    .description(
      'Prints every rule set with its source, its options, their values and defaults, and what each decides, as ' +
        'Markdown. docs/RULE-SETS.md is this text.',
    )
    .addHelpText('after', '\nExamples:\n  $ npx scrutin tabulate rules > docs/RULE-SETS.md')
    .action(() => {
      process.stdout.write(ruleSetPage());
    });
}
