import { Command } from 'commander';
import { VERSION } from '@scrutin/service-runtime';
import { registerAuditCommand } from './audit/commands.ts';
import { registerBackupCommands } from './backup/commands.ts';
import { registerCandidateCommands } from './candidate/commands.ts';
import { registerContestCommands } from './contest/commands.ts';
import { registerCredentialsCommands } from './credentials/commands.ts';
import { registerDbCommands } from './db/commands.ts';
import { registerElectionCommands } from './election/commands.ts';
import { registerGatewayCommands } from './gateway/commands.ts';
import { mistakeInWords } from './language.ts';
import { registerLawCommands } from './law/commands.ts';
import { registerLedgerCommand } from './ledger/commands.ts';
import { registerOfficialCommands } from './official/commands.ts';
import { registerParkedCommands } from './parked/commands.ts';
import { registerPolicyCommands } from './proposal/policy-commands.ts';
import { registerProposalCommands } from './proposal/proposal-commands.ts';
import { registerResultsCommand } from './results/commands.ts';
import { registerRollCommands } from './roll/commands.ts';
import { registerTabulateCommands } from './tabulate/commands.ts';

/** The commands of operators, officials and auditors. Every command registers itself from its own folder. */
export function buildProgram(): Command {
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
  registerLedgerCommand(program);
  registerAuditCommand(program);
  registerResultsCommand(program);
  registerLawCommands(program);
  registerElectionCommands(program);
  registerCandidateCommands(program);
  registerContestCommands(program);
  registerCredentialsCommands(program);
  registerRollCommands(program);
  registerTabulateCommands(program);
  registerOfficialCommands(program);
  registerGatewayCommands(program);
  registerProposalCommands(program);
  registerPolicyCommands(program);
  registerParkedCommands(program);
  registerDbCommands(program);
  registerBackupCommands(program);
  for (const [path, example] of GROUP_EXAMPLES) {
    commandAt(program, path).addHelpText('after', `\nExample:\n  $ npx scrutin ${example}`);
  }
  return program;
}

/** Every help text ends with an example, also that of a group of commands. */
const GROUP_EXAMPLES: readonly (readonly [readonly string[], string])[] = [
  [['credentials'], 'credentials generate --count 1000 --law-id L2025-001 --output credentials/L2025-001'],
  [['roll'], 'roll status'],
  [['tabulate'], 'tabulate count --help'],
];

/** The command with these words. @throws RangeError if there is none */
export function commandAt(program: Command, path: readonly string[]): Command {
  return path.reduce((command, name) => {
    const found = command.commands.find((candidate) => candidate.name() === name);
    if (found === undefined) throw new RangeError(`There is no command ${path.join(' ')}.`);
    return found;
  }, program);
}
