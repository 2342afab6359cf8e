import { createRequire } from 'node:module';
import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { commandAt } from './program.ts';
import { EXIT } from './run.ts';

/** The package of the rehearsal. It is imported by name at run time, as this tool is built and shipped without it. */
const REHEARSAL = '@scrutin/rehearsal';

/** The commands that the rehearsal adds, each as the words to type. */
const COMMANDS: readonly (readonly string[])[] = [['demo'], ['simulate'], ['bench'], ['tabulate', 'bench']];

interface Rehearsal {
  readonly registerRehearsal: (program: Command) => void;
}

/**
 * Adds the commands of the rehearsal to the program where its package is installed and built. Elsewhere help does
 * not list them, and each of them says where it is to be found and ends with the exit code of a wrong command line.
 *
 * @param packageName other than the usual one in tests
 */
export async function addRehearsal(program: Command, packageName = REHEARSAL): Promise<Command> {
  if (isInstalled(packageName)) {
    const { registerRehearsal } = (await import(packageName)) as Rehearsal;
    registerRehearsal(program);
  } else {
    for (const words of COMMANDS) registerAbsent(program, words);
  }
  return program;
}

function isInstalled(packageName: string): boolean {
  try {
    createRequire(import.meta.url).resolve(packageName);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return false;
    throw error;
  }
}

function registerAbsent(program: Command, words: readonly string[]): void {
  commandAt(program, words.slice(0, -1))
    .command(words.at(-1) ?? '', { hidden: true })
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      const message =
        `\`${words.join(' ')}\` is a rehearsal and not installed here. ` +
        'It runs on a checkout of the project, after `npm run build`.';
      program.configureOutput().writeErr?.(`error: ${message}\n`);
      throw new CommanderError(EXIT.usage, 'scrutin.absent', message);
    });
}
