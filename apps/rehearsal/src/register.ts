import type { Command } from 'commander';
import { commandAt } from '@scrutin/cli';
import { registerBenchCommand } from './bench/commands.ts';
import { registerDemoCommands } from './demo/commands.ts';
import { registerSimulateCommand } from './simulate/commands.ts';
import { registerTabulateBenchCommand } from './tabulate/bench.ts';
import { registerWholeVoteCommand } from './whole-vote/commands.ts';

/**
 * Adds the commands that rehearse a vote to the operator's command line: the demonstration, the simulation and the
 * measurements. The command line calls this if the package is present, which it is only on a checkout of the project.
 */
export function registerRehearsal(program: Command): void {
  program.commandsGroup('Rehearsal (only on a checkout of the project):');
  registerDemoCommands(program);
  registerSimulateCommand(program);
  registerBenchCommand(program);
  registerWholeVoteCommand(program);
  registerTabulateBenchCommand(commandAt(program, ['tabulate']));
}
