import type { Command } from 'commander';
import { Option } from 'commander';
import { proposalView } from '@scrutin/contracts/admin';
import type { ActOutcome, Proposal, ProposalState } from '@scrutin/election';
import { approvableActOf, PROPOSAL_STATES } from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { refuse } from '../run.ts';
import { defaultTimeZone, withOffice, withVoterRoll } from '../stack.ts';
import { proposalDetails, proposalTable } from './proposal-view.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface ListOptions extends JsonOption {
  readonly state?: ProposalState;
}

interface ReasonOptions extends JsonOption {
  readonly reason: string;
}

const JSON_OPTION = ['--json', 'print it as JSON'] as const;
const ID = ['<proposal>', 'its identifier, as the act printed it'] as const;
const EXAMPLE_ID = '0d2cc1ab-6b1c-4d3e-9f5a-6d8a54c3e9b1';

export function registerProposalCommands(program: Command): void {
  const proposal = program
    .command('proposal')
    .summary('acts that wait for the approval of a second person')
    .description(
      'Acts that wait for the approval of a second person. What an account proposed is approved by another account, ' +
        'through the admin API. What the command line proposed is approved by an account, or by the command line ' +
        'by another user with another login of the database.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin proposal list --state pending');

  proposal
    .command('list')
    .description('list the proposals, newest first')
    .addOption(new Option('--state <state>', 'only those in this state').choices(PROPOSAL_STATES))
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ npx scrutin proposal list --state pending')
    .action(async ({ state, json }: ListOptions) => {
      const environment = await cliEnvironment();
      const found = await withOffice(environment, (office) => office.proposals(state));
      if (json === true) console.log(JSON.stringify(found.map(proposalView)));
      else if (found.length === 0)
        console.log(
          state === undefined ? 'There are no proposals.' : `There are no proposals that are ${state}.`,
        );
      else console.log(proposalTable(found, defaultTimeZone(environment)));
    });

  proposal
    .command('show')
    .description('show one proposal')
    .argument(...ID)
    .option(...JSON_OPTION)
    .addHelpText('after', `\nExample:\n  $ npx scrutin proposal show ${EXAMPLE_ID}`)
    .action(async (id: string, options: JsonOption, command: Command) => {
      const found = await withOffice(await cliEnvironment(), (office) => office.proposal(id));
      show(found ?? refuse(command, `there is no proposal ${id}: \`proposal list\` names them.`), options);
    });

  proposal
    .command('approve')
    .summary('approve a proposal of somebody else, and carry it out')
    .description(
      'Approves a proposal of somebody else and carries it out, and prints what was approved. Read it before with ' +
        '`proposal show`.',
    )
    .argument(...ID)
    .option(...JSON_OPTION)
    .addHelpText('after', `\nExample:\n  $ npx scrutin proposal approve ${EXAMPLE_ID}`)
    .action((id: string, options: JsonOption, command: Command) =>
      decide(
        command,
        options,
        async (office, actor) => {
          const { action } = (await office.proposal(id)) ?? {};
          if (action === undefined || approvableActOf(action) !== 'replacing') {
            return office.approveProposal(actor, id);
          }
          return withVoterRoll(await cliEnvironment(), (roll) => office.approveProposal(actor, id, roll));
        },
        ({ action, inWords }) =>
          approvableActOf(action) === 'registering'
            ? `Approved, and not carried out yet: ${inWords.en}\n`
            : `Approved and carried out: ${inWords.en}\n`,
      ),
    );

  proposal
    .command('refuse')
    .description('refuse a proposal of somebody else')
    .argument(...ID)
    .requiredOption('--reason <text>', 'why; it stays on record')
    .option(...JSON_OPTION)
    .addHelpText('after', `\nExample:\n  $ npx scrutin proposal refuse ${EXAMPLE_ID} --reason 'Too early'`)
    .action((id: string, options: ReasonOptions, command: Command) =>
      decide(command, options, (office, actor) => office.refuseProposal(actor, id, options.reason)),
    );

  proposal
    .command('withdraw')
    .description('withdraw a proposal that the command line made with this login')
    .argument(...ID)
    .option(...JSON_OPTION)
    .addHelpText('after', `\nExample:\n  $ npx scrutin proposal withdraw ${EXAMPLE_ID}`)
    .action((id: string, options: JsonOption, command: Command) =>
      decide(command, options, (office, actor) => office.withdrawProposal(actor, id)),
    );
}

async function decide(
  command: Command,
  options: JsonOption,
  act: (office: ElectionOffice, actor: Actor) => Promise<ActOutcome<Proposal>>,
  headline: (proposal: Proposal) => string = () => '',
): Promise<void> {
  const decided = await withOffice(await cliEnvironment(), async (office) =>
    requireSuccess(command, await act(office, commandLineActor())),
  );
  show(decided, options, headline(decided));
}

function show(proposal: Proposal, { json }: JsonOption, headline = ''): void {
  console.log(
    json === true
      ? JSON.stringify(proposalView(proposal))
      : `${headline}${proposalDetails(proposal, defaultTimeZone())}`,
  );
}
