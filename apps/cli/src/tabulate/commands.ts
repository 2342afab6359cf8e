import type { Command } from 'commander';
import { registerTabulateBenchCommand } from './bench.ts';
import { registerTabulateCheckCommand } from './check.ts';
import { registerTabulateCountCommand } from './count.ts';

/** `scrutin tabulate`: recounting from files, without any service (P8). */
export function registerTabulateCommands(program: Command): void {
  const tabulate = program
    .command('tabulate')
    .description('count ballots from files: plurality, referendum, IRV, STV');
  registerTabulateCountCommand(tabulate);
  registerTabulateCheckCommand(tabulate);
  registerTabulateBenchCommand(tabulate);
}
