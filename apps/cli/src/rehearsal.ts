import { createRequire } from 'node:module';
import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { commandAt, wordsOf } from './program.ts';
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
 * @param argv the command line. If it names another command, nothing is added, as loading takes time
 * @param packageName other than the usual one in tests
 */
export async function addRehearsal(
  program: Command,
  argv: readonly string[] = [],
  packageName = REHEARSAL,
): Promise<Command> {
  if (isOfOperator(program, wordsOf(argv))) return program;
  if (isInstalled(packageName)) {
    const { registerRehearsal } = (await import(packageName)) as Rehearsal;
    registerRehearsal(program);
  } else {
    for (const words of COMMANDS) registerAbsent(program, words);
  }
  return program;
}

/** Whether the words name a command that the program has, and that is not a group to which the rehearsal adds one. */
function isOfOperator(program: Command, words: readonly string[]): boolean {
  const [name] = words;
  const isAdded = COMMANDS.some((added) =>
    added.every((word, index) => words[index] === undefined || words[index] === word),
  );
  return !isAdded && program.commands.some((command) => command.name() === name);
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
