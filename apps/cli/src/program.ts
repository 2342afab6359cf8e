import { Command } from 'commander';
import { VERSION } from '@scrutin/service-runtime';
import { mistakeInWords } from './language.ts';

type Register = (program: Command) => void;

/** The commands in the order in which help lists them. The code of a command is loaded when it is needed. */
const COMMANDS: ReadonlyMap<string, () => Promise<Register>> = new Map([
  ['ledger', async () => (await import('./ledger/commands.ts')).registerLedgerCommand],
  ['audit', async () => (await import('./audit/commands.ts')).registerAuditCommand],
  ['results', async () => (await import('./results/commands.ts')).registerResultsCommand],
  ['law', async () => (await import('./law/commands.ts')).registerLawCommands],
  ['election', async () => (await import('./election/commands.ts')).registerElectionCommands],
  ['candidate', async () => (await import('./candidate/commands.ts')).registerCandidateCommands],
  ['contest', async () => (await import('./contest/commands.ts')).registerContestCommands],
  ['credentials', async () => (await import('./credentials/commands.ts')).registerCredentialsCommands],
  ['roll', async () => (await import('./roll/commands.ts')).registerRollCommands],
  ['tabulate', async () => (await import('./tabulate/commands.ts')).registerTabulateCommands],
  ['official', async () => (await import('./official/commands.ts')).registerOfficialCommands],
  ['gateway', async () => (await import('./gateway/commands.ts')).registerGatewayCommands],
  ['proposal', async () => (await import('./proposal/proposal-commands.ts')).registerProposalCommands],
  ['policy', async () => (await import('./proposal/policy-commands.ts')).registerPolicyCommands],
  ['parked', async () => (await import('./parked/commands.ts')).registerParkedCommands],
  ['db', async () => (await import('./db/commands.ts')).registerDbCommands],
  ['backup', async () => (await import('./backup/commands.ts')).registerBackupCommands],
]);

/**
 * The commands of operators, officials and auditors. Every command registers itself from its own folder.
 *
 * @param argv the command line, without Node.js and the script. If it names a command, only this one is loaded, which
 * takes half the time of loading all; else (help, an unknown word, no argument) all are.
 */
export async function buildProgram(argv: readonly string[] = []): Promise<Command> {
  const [named = ''] = wordsOf(argv);
  const program = new Command('scrutin')
    .version(VERSION, '-V, --version', 'print the version')
    .description('The operator’s tool of Scrutin: contests, voter rolls, results, the ledger.')
    .option('--debug', 'print stacks when something fails')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureOutput({
      outputError: (message, write) => {
        write(mistakeInWords(message));
      },
    })
    .exitOverride()
    .addHelpText(
      'after',
      `
With a stack started by \`npm start\` no configuration is needed. Elsewhere:
DATABASE_URL, REDIS_URL, AMQP_URL, CREDENTIAL_PEPPER and SCRUTIN_API_URL, as far
as the command needs them.

Exit codes: 0 success, 1 failure or the answer is no, 2 a wrong command line,
3 the act waits for the approval of a second person.

Examples:
  $ npx scrutin ledger
  $ npx scrutin results L2025-001`,
    );
  for (const [name, load] of COMMANDS) {
    if (name === named || !COMMANDS.has(named)) (await load())(program);
  }
  for (const [name, example] of GROUP_EXAMPLES) {
    const group = program.commands.find((command) => command.name() === name);
    group?.addHelpText('after', `\nExample:\n  $ npx scrutin ${example}`);
  }
  return program;
}

/** Every help text ends with an example, also that of a group of commands. */
const GROUP_EXAMPLES: readonly (readonly [string, string])[] = [
  ['credentials', 'credentials generate --count 1000 --law-id L2025-001 --output credentials/L2025-001'],
  ['roll', 'roll status'],
  ['tabulate', 'tabulate count --help'],
];

/** The words of a command line that are no options. The options of the program itself have no values. */
export const wordsOf = (argv: readonly string[]): string[] => argv.filter((word) => !word.startsWith('-'));

/** The command with these words. @throws RangeError if there is none */
export function commandAt(program: Command, path: readonly string[]): Command {
  return path.reduce((command, name) => {
    const found = command.commands.find((candidate) => candidate.name() === name);
    if (found === undefined) throw new RangeError(`There is no command ${path.join(' ')}.`);
    return found;
  }, program);
}
