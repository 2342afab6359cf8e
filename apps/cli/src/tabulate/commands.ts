import type { Command } from 'commander';
import { registerTabulateCheckCommand } from './check.ts';
import { registerTabulateCountCommand } from './count.ts';
import { registerTabulateExportCommand } from './export.ts';
import { registerTabulateLotCommand } from './lot.ts';
import { registerTabulateRecordCommands } from './record.ts';
import { registerTabulateRulesCommand } from './rules.ts';

/** `scrutin tabulate`: counting the contests of the database, and recounting from files without any service (P8). */
export function registerTabulateCommands(program: Command): void {
  const tabulate = program
    .command('tabulate')
    .description('count ballots, of the database or of files: plurality, referendum, IRV, STV');
  registerTabulateCountCommand(tabulate);
  registerTabulateRecordCommands(tabulate);
  registerTabulateLotCommand(tabulate);
  registerTabulateExportCommand(tabulate);
  registerTabulateCheckCommand(tabulate);
  registerTabulateRulesCommand(tabulate);
}
