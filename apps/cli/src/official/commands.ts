import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { OfficialRole } from '@scrutin/election';
import { OFFICIAL_ROLES } from '@scrutin/election';
import type { Official } from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { defaultTimeZone, withOffice } from '../stack.ts';
import { accountNamed } from './account-named.ts';
import { officialJson, officialTable } from './official-view.ts';
import { generatedPassword, passwordFromStdin } from './password.ts';
import { registerSecondFactorCommands } from './second-factor-commands.ts';
import { registerSessionCommands } from './session-commands.ts';

interface PasswordOptions {
  readonly passwordStdin?: boolean;
  readonly json?: boolean;
}

interface CreateOptions extends PasswordOptions {
  readonly email: string;
  readonly name: string;
  readonly role: OfficialRole;
}

interface JsonOption {
  readonly json?: boolean;
}

const STDIN_OPTION = ['--password-stdin', 'read the password from standard input'] as const;
const JSON_OPTION = ['--json', 'print the account as JSON'] as const;

export function registerOfficialCommands(program: Command): void {
  const official = program
    .command('official')
    .summary('accounts of those who run the election')
    .description(
      'Accounts for the admin API. An official configures contests, loads rolls, counts and certifies; an operator ' +
        'has accounts and rolls; an auditor reads everything and changes nothing.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin official list');

  official
    .command('create')
    .summary('make an account')
    .description(
      'Makes an account. Without --password-stdin a strong password is made and printed, this once: only an ' +
        'argon2id hash of it is kept. Its owner must change the password at the first login.',
    )
    .requiredOption('--email <address>', 'how the official logs in', address)
    .requiredOption('--name <name>', 'as it is shown and stays on record', named)
    .addOption(
      new Option('--role <role>', 'what the account may do').choices(OFFICIAL_ROLES).makeOptionMandatory(),
    )
    .option(...STDIN_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin official create --email claire@example.org --name 'Claire Roy' --role official
  $ npx scrutin official create --email ops@example.org --name Ops --role operator --password-stdin < password`,
    )
    .action(async (options: CreateOptions, command: Command) => {
      const { email, name: displayName, role } = options;
      const given = await chosenPassword(options);
      const account = await withOffice(await cliEnvironment(), async (office) =>
        requireSuccess(
          command,
          await office.createOfficial(commandLineActor(), {
            email,
            displayName,
            role,
            password: given.password,
          }),
        ),
      );
      tell(account, 'is created', given, options);
    });

  official
    .command('list')
    .description('list the accounts')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin official list')
    .action(async ({ json }: JsonOption) => {
      const environment = await cliEnvironment();
      const officials = await withOffice(environment, (office) => office.officials());
      const nowMs = Date.now();
      if (json === true) console.log(JSON.stringify(officials.map((one) => officialJson(one, nowMs))));
      else if (officials.length === 0) console.log('There is no account yet.');
      else console.log(officialTable(officials, nowMs, defaultTimeZone(environment)));
    });

  official
    .command('password')
    .summary('give an account another password')
    .description(
      'Gives an account another password, ends its sessions and lifts a lock. Its owner must change the password at ' +
        'the next login.',
    )
    .argument('<account>', 'e-mail address or identifier')
    .option(...STDIN_OPTION)
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ npx scrutin official password claire@example.org')
    .action(async (named: string, options: PasswordOptions, command: Command) => {
      const given = await chosenPassword(options);
      const account = await withOffice(await cliEnvironment(), async (office) => {
        const { id } = await accountNamed(office, named, command);
        return requireSuccess(command, await office.setPassword(commandLineActor(), id, given.password));
      });
      tell(account, 'has another password', given, options);
    });

  registerSwitch(official, 'disable', {
    description: 'keep an account from logging in, and end its sessions; what it did stays on record',
    result: 'is disabled',
  });
  registerSwitch(official, 'enable', {
    description: 'let a disabled account log in again, with the password it had',
    result: 'is enabled',
  });
  registerSessionCommands(official);
  registerSecondFactorCommands(official);
}

function registerSwitch(
  official: Command,
  verb: 'disable' | 'enable',
  { description, result }: { readonly description: string; readonly result: string },
): void {
  official
    .command(verb)
    .description(description)
    .argument('<account>', 'e-mail address or identifier')
    .option(...JSON_OPTION)
    .addHelpText('after', `\nExample:\n  $ npx scrutin official ${verb} claire@example.org`)
    .action(async (named: string, options: JsonOption, command: Command) => {
      const account = await withOffice(await cliEnvironment(), async (office) => {
        const { id } = await accountNamed(office, named, command);
        const actor = commandLineActor();
        return requireSuccess(
          command,
          verb === 'disable'
            ? await office.disableOfficial(actor, id)
            : await office.enableOfficial(actor, id),
        );
      });
      tell(account, result, undefined, options);
    });
}

interface ChosenPassword {
  readonly password: string;
  readonly generated: boolean;
}

async function chosenPassword({ passwordStdin }: PasswordOptions): Promise<ChosenPassword> {
  return passwordStdin === true
    ? { password: await passwordFromStdin(), generated: false }
    : { password: generatedPassword(), generated: true };
}

function tell(
  account: Official,
  what: string,
  given: ChosenPassword | undefined,
  { json }: JsonOption,
): void {
  const shown = given?.generated === true ? given.password : undefined;
  if (json === true) {
    const body = officialJson(account, Date.now());
    console.log(JSON.stringify(shown === undefined ? body : { ...body, password: shown }));
    return;
  }
  console.log(`${account.email} (${account.role}) ${what}.`);
  if (shown !== undefined) console.log(`Its password, which is shown this once: ${shown}`);
}

function address(text: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It is an e-mail address.');
}

function named(text: string): string {
  if (text.trim() !== '') return text.trim();
  throw new InvalidArgumentError('An official has a name.');
}
