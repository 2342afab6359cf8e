import type { Command } from 'commander';
import { Argument } from 'commander';
import { adminElectionDetailView, adminLawView } from '@scrutin/contracts/admin';
import type { ContestStep, Election, Law, RollKey, StepRequest } from '@scrutin/election';
import { contestState, DEFAULT_TIME_ZONE, instantText, STEPS_WITH_REASON } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { electionDetails } from '../election/election-view.ts';
import { cliEnvironment } from '../environment.ts';
import { lawDetails } from '../law/law-view.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { instantIn, writtenInstant } from '../options.ts';
import { refuse } from '../run.ts';
import { withOffice } from '../stack.ts';
import type { NamedSubject } from './contest-subject.ts';
import { contestSubject } from './contest-subject.ts';
import { registerDeclarationCommand } from './declaration-command.ts';
import { effectOfStep, windowText } from './effect-text.ts';
import { registerContestExportCommand } from './export-command.ts';
import { registerNoticeCommands } from './notice-commands.ts';

interface StepOptions {
  readonly reason?: string;
  readonly closesAt?: string;
  readonly allowRacesWithoutVoters?: boolean;
  readonly allowOutstandingVotes?: boolean;
  readonly json?: boolean;
}

const STEPS: readonly { readonly step: ContestStep; readonly description: string }[] = [
  { step: 'schedule', description: 'publish a draft: it opens and closes when its window says' },
  {
    step: 'unschedule',
    description: 'turn what is scheduled back into a draft, if it opens in more than five seconds',
  },
  { step: 'open', description: 'open the voting in five seconds; also from a draft' },
  { step: 'extend', description: 'put off the closing' },
  {
    step: 'cancel',
    description:
      'take back an opening or an early closing that has not taken effect, within about two seconds',
  },
  { step: 'close', description: 'close the voting early, in five seconds' },
  { step: 'certify', description: 'declare the result final: its published counts are of all the ballots' },
];

export function registerContestCommands(program: Command): void {
  const contest = program
    .command('contest')
    .summary('the life of a law or an election, step by step')
    .description(
      'The life of a law or an election: draft, scheduled, open, closed, certified. It opens and closes by itself ' +
        'at the times of its window. A step that gives or takes a right takes effect five seconds later, when every ' +
        'process knows of it.',
    )
    .addHelpText('after', '\nExample:\n  $ npx scrutin contest show law:L2025-001');
  for (const { step, description } of STEPS) registerStep(contest, step, description);

  registerNoticeCommands(contest);
  registerDeclarationCommand(contest);
  registerContestExportCommand(contest);

  contest
    .command('show')
    .description('show where it is in its life, and what is configured; drafts too')
    .addArgument(subjectArgument())
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin contest show election:PROV-2025')
    .action(async (subject: NamedSubject, { json }: StepOptions, command: Command) => {
      const found = await withOffice(await cliEnvironment(), (office) => office.contest(subject.key));
      if (found === undefined) refuse(command, `there is no ${subject.kind} ${subject.id}.`);
      const nowMs = Date.now();
      if (found.kind === 'law') {
        console.log(json === true ? JSON.stringify(adminLawView(found, nowMs)) : lawDetails(found, nowMs));
      } else {
        console.log(
          json === true
            ? JSON.stringify(adminElectionDetailView(found, nowMs))
            : electionDetails(found, nowMs),
        );
      }
    });
}

function registerStep(contest: Command, step: ContestStep, description: string): void {
  const withReason = STEPS_WITH_REASON.has(step);
  const command = contest.command(step).description(description).addArgument(subjectArgument());
  if (withReason) command.requiredOption('--reason <text>', 'why; it stays on record');
  else {
    const needed =
      step === 'open' ? 'why; needed if the contest is scheduled' : 'why, if there is something to say';
    command.option('--reason <text>', `${needed}; it stays on record`);
  }
  if (step === 'extend') {
    command.requiredOption(
      '--closes-at <instant>',
      'the new closing; without an offset, a time in the zone of the contest',
      writtenInstant,
    );
  }
  if (step === 'schedule' || step === 'open') {
    command.option(
      '--allow-races-without-voters',
      'races in whose region nobody is on the roll are meant; with --reason',
    );
  }
  if (step === 'certify') {
    command.option(
      '--allow-outstanding-votes',
      'accepted votes may be missing from the result; with --reason, and their number stays on record',
    );
  }
  const options = [
    ...(step === 'extend' ? [' --closes-at 2026-10-05T22:00-04:00'] : []),
    ...(withReason ? [" --reason '…'"] : []),
  ].join('');
  command
    .option('--json', 'print the step as JSON')
    .addHelpText('after', `\nExample:\n  $ npx scrutin contest ${step} election:PROV-2025${options}`)
    .action((subject: NamedSubject, given: StepOptions, self: Command) =>
      takeStep(subject.key, step, given, self),
    );
}

async function takeStep(
  subject: RollKey,
  step: ContestStep,
  { reason, closesAt, allowRacesWithoutVoters, allowOutstandingVotes, json }: StepOptions,
  command: Command,
): Promise<void> {
  const after = await withOffice(await cliEnvironment(), async (office) => {
    const request: StepRequest = {
      step,
      ...(reason === undefined ? {} : { reason }),
      ...(allowRacesWithoutVoters === undefined ? {} : { allowRacesWithoutVoters }),
      ...(allowOutstandingVotes === undefined ? {} : { allowOutstandingVotes }),
      ...(closesAt === undefined
        ? {}
        : { closesAtMs: instantIn(await zoneOf(office, subject), command, '--closes-at', closesAt) }),
    };
    return requireSuccess(command, await office.step(commandLineActor(), subject, request));
  });
  const result = stepJson(subject, after);
  console.log(
    json === true
      ? JSON.stringify(result)
      : `${result.contest} is ${result.state}: ${windowText(after, Date.now())}${effectOfStep(step, after)}`,
  );
}

/** The zone of a contest; any zone for one that does not exist, because the step is refused. */
async function zoneOf(office: Pick<ElectionOffice, 'contest'>, subject: RollKey): Promise<string> {
  return (await office.contest(subject))?.timeZone ?? DEFAULT_TIME_ZONE;
}

function stepJson(contest: RollKey, { status, window, timeZone }: Law | Election) {
  return {
    contest,
    status,
    state: contestState(status, window, Date.now()),
    opens_at: instantText(window.opensAtMs),
    closes_at: instantText(window.closesAtMs),
    time_zone: timeZone,
  };
}

function subjectArgument(): Argument {
  return new Argument('<contest>', 'law:ID or election:ID').argParser(contestSubject);
}
