import type { Command } from 'commander';
import type { ActOutcome } from '@scrutin/election';
import type { ElectionOffice, Official } from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { withOffice } from '../stack.ts';
import { accountNamed } from './account-named.ts';
import { officialJson } from './official-view.ts';

interface ResetOptions {
  readonly reason?: string;
  readonly json?: boolean;
}

interface ResetCommand {
  readonly verb: string;
  readonly description: string;
  readonly takesReason?: true;
  /** What is printed after the address of the account. */
  readonly result: string;
  readonly act: (office: ElectionOffice, id: string, reason: string) => Promise<ActOutcome<Official>>;
}

const COMMANDS: readonly ResetCommand[] = [
  {
    verb: 'ask',
    description: 'ask for the removal; nothing changes until another person confirms it, within 24 hours',
    takesReason: true,
    result: 'keeps its second factor until another person confirms its removal',
    act: (office, id, reason) => office.askSecondFactorReset(commandLineActor(), id, reason),
  },
  {
    verb: 'confirm',
    description: 'confirm a removal for which another person asked; ends the sessions of the account',
    result: 'has no second factor any more',
    act: (office, id) => office.confirmSecondFactorReset(commandLineActor(), id),
  },
  {
    verb: 'withdraw',
    description: 'take back the request for a removal',
    result: 'keeps its second factor',
    act: (office, id) => office.withdrawSecondFactorReset(commandLineActor(), id),
  },
];

/** Adds `official second-factor-reset ask|confirm|withdraw`. */
export function registerSecondFactorCommands(official: Command): void {
  const reset = official
    .command('second-factor-reset')
    .summary('remove a second factor that was lost')
    .description(
      'Removes the second factor of somebody who has lost it. It takes two people: one asks, and another confirms. ' +
        'The owner enrols a new one at the next login, through the admin API. The secret is shown only to its owner.',
    )
    .addHelpText(
      'after',
      `
Example:
  $ npx scrutin official second-factor-reset ask claire@example.org --reason 'The phone is lost.'
  $ npx scrutin official second-factor-reset confirm claire@example.org   # by another person`,
    );
  for (const { verb, description, takesReason, result, act } of COMMANDS) {
    const command = reset
      .command(verb)
      .description(description)
      .argument('<account>', 'e-mail address or identifier')
      .option('--json', 'print the account as JSON')
      .addHelpText(
        'after',
        `\nExample:\n  $ npx scrutin official second-factor-reset ${verb} claire@example.org`,
      );
    if (takesReason === true) command.requiredOption('--reason <text>', 'why; it stays on record');
    command.action(async (named: string, { reason = '', json }: ResetOptions, self: Command) => {
      const account = await withOffice(await cliEnvironment(), async (office) => {
        const { id } = await accountNamed(office, named, self);
        return requireSuccess(self, await act(office, id, reason));
      });
      if (json === true) console.log(JSON.stringify(officialJson(account, Date.now())));
      else console.log(`${account.email} ${result}.`);
    });
  }
}
