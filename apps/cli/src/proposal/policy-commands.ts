import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { policyView } from '@scrutin/contracts/admin';
import type { ApprovableAct, ApprovalPolicy } from '@scrutin/election';
import { APPROVABLE_ACTS } from '@scrutin/election';
import { recordVersion } from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { wholeNumber } from '../options.ts';
import { withOffice } from '../stack.ts';
import { recordTable } from '../text-table.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface SetOptions extends JsonOption {
  readonly acts?: readonly ApprovableAct[];
  readonly lifetimeMinutes?: number;
  readonly replacingAbove?: number;
  readonly registeringAbove?: number;
  readonly reason: string;
}

const JSON_OPTION = ['--json', 'print the policy as JSON'] as const;

export function registerPolicyCommands(program: Command): void {
  const policy = program
    .command('policy')
    .summary('which acts need the approval of a second person')
    .description(
      'Which acts need the approval of a second person. On contests it applies to those of two officials ' +
        '(--approval two-officials), and for accounts and the policy itself as soon as two other people could decide.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin policy show');

  policy
    .command('show')
    .description('show the policy')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ npx scrutin policy show')
    .action(async (options: JsonOption) => {
      show(await withOffice(await cliEnvironment(), (office) => office.approvalPolicy()), options);
    });

  policy
    .command('set')
    .description('change the policy; what is not given stays')
    .option('--acts <words>', `the acts, separated by commas: ${APPROVABLE_ACTS.join(', ')}`, acts)
    .option('--lifetime-minutes <n>', 'for how long a proposal can be approved', wholeNumber(1))
    .option(
      '--replacing-above <n>',
      'how many credentials of a contest one official may replace or revoke alone, in total',
      wholeNumber(0),
    )
    .option(
      '--registering-above <n>',
      'how many credentials one official may add alone to the roll of a published contest, in total',
      wholeNumber(0),
    )
    .requiredOption('--reason <text>', 'why; it stays on record')
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      "\nExample:\n  $ npx scrutin policy set --lifetime-minutes 120 --reason 'The office closes at 18:00'",
    )
    .action(async (options: SetOptions, command: Command) => {
      const changed = await withOffice(await cliEnvironment(), async (office) => {
        const now = await office.approvalPolicy();
        const { lifetimeMinutes, reason } = options;
        const wanted = {
          acts: options.acts ?? now.acts,
          lifetimeS: lifetimeMinutes === undefined ? now.lifetimeS : lifetimeMinutes * 60,
          replacingAbove: options.replacingAbove ?? now.replacingAbove,
          registeringAbove: options.registeringAbove ?? now.registeringAbove,
        };
        const actor = { ...commandLineActor(), madeFrom: [recordVersion(now)] };
        return requireSuccess(command, await office.changePolicy(actor, wanted, reason));
      });
      show(changed, options);
    });
}

function acts(text: string): readonly ApprovableAct[] {
  const words = text.split(',').map((word) => word.trim());
  const unknown = words.find((word) => !(APPROVABLE_ACTS as readonly string[]).includes(word));
  if (unknown === undefined) return words as ApprovableAct[];
  throw new InvalidArgumentError(`${unknown} is none of them.`);
}

function show(policy: ApprovalPolicy, { json }: JsonOption): void {
  if (json === true) {
    console.log(JSON.stringify(policyView(policy)));
    return;
  }
  console.log(
    recordTable([
      ['acts that need an approval', policy.acts.join(', ')],
      ['a proposal can be approved for', `${policy.lifetimeS / 60} minutes`],
      ['credentials of a contest replaced or revoked alone', `at most ${policy.replacingAbove}`],
      ['credentials added alone to a published roll', `at most ${policy.registeringAbove}`],
    ]),
  );
}
