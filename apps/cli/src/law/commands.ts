import type { Command } from 'commander';
import { Argument, InvalidArgumentError, Option } from 'commander';
import { adminLawView } from '@scrutin/contracts/admin';
import type {
  ApprovalMode,
  BallotRecord,
  BlankVotes,
  ContestPurpose,
  Law,
  ResultsVisibility,
  Share,
  ThresholdBase,
} from '@scrutin/election';
import {
  APPROVAL_MODES,
  BALLOT_RECORDS,
  BLANK_VOTES,
  DEFAULT_BALLOT_RECORD,
  DEFAULT_BLANK_VOTES,
  DEFAULT_PURPOSE,
  DEFAULT_RESULTS_VISIBILITY,
  defaultApproval,
  lawRollKey,
  normalNames,
  RESULTS_VISIBILITIES,
  THRESHOLD_BASES,
  windowWarning,
} from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { registerRehearsalCommands } from '../contest/rehearsal-commands.ts';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { otherPurpose } from '../office/other-purpose.ts';
import { identifier, instantIn, share, timeZoneName, wholeNumber, writtenInstant } from '../options.ts';
import { refuse } from '../run.ts';
import { defaultTimeZone, withOffice } from '../stack.ts';
import { lawChanges } from './law-changes.ts';
import { lawDetails, lawTable } from './law-view.ts';

interface CreateOptions {
  readonly id: string;
  readonly titleFr: string;
  readonly titleEn: string;
  readonly summaryFr: string;
  readonly summaryEn: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly timeZone?: string;
  readonly results: ResultsVisibility;
  readonly blankVotes: BlankVotes;
  readonly approval?: ApprovalMode;
  readonly ballotRecord?: BallotRecord;
  readonly rehearsal?: boolean;
  readonly quorumVotes?: number;
  readonly quorumShare?: Share;
  readonly threshold?: Share;
  readonly thresholdBase: ThresholdBase;
  readonly update?: boolean;
}

interface JsonOption {
  readonly json?: boolean;
}

export function registerLawCommands(program: Command): void {
  const law = program
    .command('law')
    .summary('the laws that are put to the vote')
    .description('The laws that are put to the vote.')
    .addHelpText('after', '\nExample:\n  $ npx scrutin law list');

  law
    .command('create')
    .summary('make a law, as a draft')
    .description(
      'Makes a law as a draft: load its roll (`roll load`), then publish it (`contest schedule`) or open it at once ' +
        '(`contest open`). A law that is there already is changed only with --update, and only as far as its state ' +
        'allows.',
    )
    .requiredOption('--id <id>', 'its identifier', identifier)
    .requiredOption('--title-fr <text>', 'its title in French', titled)
    .requiredOption('--title-en <text>', 'its title in English', titled)
    .option('--summary-fr <text>', 'a summary in French', '')
    .option('--summary-en <text>', 'a summary in English', '')
    .requiredOption('--opens-at <instant>', 'a vote accepted at this instant counts', writtenInstant)
    .requiredOption(
      '--closes-at <instant>',
      'a vote accepted at this instant no longer counts',
      writtenInstant,
    )
    .option(
      '--time-zone <name>',
      'the IANA time zone of its times (default: that of the law if it is there, else TIME_ZONE, else UTC)',
      timeZoneName,
    )
    .addOption(
      new Option('--results <word>', 'when the results are public')
        .choices(RESULTS_VISIBILITIES)
        .default(DEFAULT_RESULTS_VISIBILITY),
    )
    .addOption(
      new Option('--blank-votes <word>', 'whether a voter may cast a blank vote')
        .choices(BLANK_VOTES)
        .default(DEFAULT_BLANK_VOTES),
    )
    .addOption(
      new Option(
        '--approval <mode>',
        'whether a second official approves the weighty acts; it never changes (default: two-officials, for a rehearsal single-official)',
      ).choices(APPROVAL_MODES),
    )
    .addOption(
      new Option(
        '--ballot-record <word>',
        'whether every selection with its number of ballots is public after the certification; it never changes (default: published)',
      ).choices(BALLOT_RECORDS),
    )
    .option('--rehearsal', 'make a rehearsal, for ever: votes may be made up for it, and it is thrown away')
    .option(
      '--quorum-votes <n>',
      'votes, blank ones included, without which the result does not bind',
      wholeNumber(1),
    )
    .option('--quorum-share <share>', 'the same as a share of the roll, such as 40% or 2/5', share)
    .option(
      '--threshold <share>',
      'least share of oui that adopts, such as 2/3 or 66.67% (default: more than half)',
      share,
    )
    .addOption(
      new Option('--threshold-base <word>', 'a share of the valid votes (oui and non), or of all votes cast')
        .choices(THRESHOLD_BASES)
        .default('valid'),
    )
    .option('--update', 'change the law when it is there already')
    .addHelpText(
      'after',
      `
Example:
  $ npx scrutin law create --id L2026-001 --title-fr "Loi sur l'eau" --title-en "Water Act" \\
      --opens-at 2026-10-05T08:00-04:00 --closes-at 2026-10-05T20:00-04:00`,
    )
    .action(async (options: CreateOptions, command: Command) => {
      const environment = await cliEnvironment();
      await withOffice(environment, async (office) => {
        const known = await office.law(options.id);
        const timeZone = options.timeZone ?? known?.timeZone ?? defaultTimeZone(environment);
        const wanted = lawOf(options, timeZone, command);
        console.log(await createOrChange(office, known, wanted, options, command));
        warnOf(wanted);
      });
    });

  law
    .command('list')
    .description('list the laws, drafts included')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin law list')
    .action(async ({ json }: JsonOption) => {
      const laws = await withOffice(await cliEnvironment(), (office) => office.laws());
      if (json === true) {
        console.log(JSON.stringify(laws.map((law) => adminLawView(law, Date.now()))));
        return;
      }
      console.log(laws.length === 0 ? 'There is no law yet.' : lawTable(laws, Date.now()));
    });

  law
    .command('show')
    .description('show one law')
    .addArgument(new Argument('<law>', 'identifier of a law').argParser(identifier))
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin law show L2025-001')
    .action(async (id: string, { json }: JsonOption, command: Command) => {
      const found = await withOffice(await cliEnvironment(), (office) => office.law(id));
      if (found === undefined) refuse(command, `there is no law ${id}: \`law list\` names them.`);
      const nowMs = Date.now();
      console.log(json === true ? JSON.stringify(adminLawView(found, nowMs)) : lawDetails(found, nowMs));
    });

  law
    .command('remove')
    .description('remove a draft, and the record of its roll')
    .addArgument(new Argument('<law>', 'identifier of a law').argParser(identifier))
    .addHelpText('after', '\nExample:\n  $ npx scrutin law remove L2052-001')
    .action(async (id: string, _options: unknown, command: Command) => {
      const outcome = await withOffice(await cliEnvironment(), (office) =>
        office.removeLaw(commandLineActor(), id),
      );
      requireSuccess(command, outcome);
      console.log(`The law ${id} is removed.`);
    });

  registerRehearsalCommands(law, 'law');
}

/** Says in a sentence what was done. */
async function createOrChange(
  office: ElectionOffice,
  known: Law | undefined,
  wanted: Law,
  options: Pick<CreateOptions, 'approval' | 'ballotRecord' | 'update'>,
  command: Command,
): Promise<string> {
  const actor = commandLineActor();
  const { id } = wanted;
  if (known === undefined) {
    requireSuccess(command, await office.createLaw(actor, wanted));
    return `${id} is created, as a draft. Next: roll load, then contest schedule or contest open law:${id}.`;
  }
  if (options.approval !== undefined && options.approval !== known.approval) {
    refuse(command, `${id} is there already, with the approval ${known.approval}, which never changes.`);
  }
  if (options.ballotRecord !== undefined && options.ballotRecord !== known.ballotRecord) {
    refuse(
      command,
      `${id} is there already, with the ballot record ${known.ballotRecord}, which never changes.`,
    );
  }
  if (known.purpose !== wanted.purpose) refuse(command, otherPurpose(lawRollKey(id), known.purpose));
  const changes = lawChanges(known, wanted);
  const differs = Object.keys(changes);
  if (differs.length === 0) return `${id} is there already, exactly so.`;
  if (options.update !== true) {
    const fields = differs.map((field) => OPTIONS_OF[field] ?? field).join(', ');
    refuse(command, `${id} is there already, and differs (${fields}). Add --update to change it.`);
  }
  requireSuccess(command, await office.changeLaw(actor, id, changes));
  return `${id} is changed.`;
}

/** Says on standard error what is wrong with the window of a draft. */
function warnOf(law: Law): void {
  const warning = windowWarning(law, Date.now());
  if (warning !== undefined) process.stderr.write(`scrutin: ${warning.en}\n`);
}

const OPTIONS_OF: Readonly<Record<string, string>> = {
  window: 'opens-at, closes-at',
  timeZone: 'time-zone',
  resultsVisibility: 'results',
  blankVotes: 'blank-votes',
  quorumVotes: 'quorum-votes',
  quorumShare: 'quorum-share',
  threshold: 'threshold',
  thresholdBase: 'threshold-base',
};

function titled(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('A law has a title in both languages.');
}

function lawOf(options: CreateOptions, timeZone: string, command: Command): Law {
  const opensAtMs = instantIn(timeZone, command, '--opens-at', options.opensAt);
  const closesAtMs = instantIn(timeZone, command, '--closes-at', options.closesAt);
  if (closesAtMs <= opensAtMs) command.error('error: --closes-at must be after --opens-at');
  return {
    kind: 'law',
    id: options.id,
    title: normalNames({ fr: options.titleFr, en: options.titleEn }),
    summary: { fr: options.summaryFr, en: options.summaryEn },
    window: { opensAtMs, closesAtMs },
    timeZone,
    status: 'draft',
    resultsVisibility: options.results,
    blankVotes: options.blankVotes,
    approval: options.approval ?? defaultApproval(purposeOf(options)),
    purpose: purposeOf(options),
    ballotRecord: options.ballotRecord ?? DEFAULT_BALLOT_RECORD,
    quorumVotes: options.quorumVotes === undefined ? undefined : BigInt(options.quorumVotes),
    quorumShare: options.quorumShare,
    threshold: options.threshold,
    thresholdBase: options.thresholdBase,
  };
}

function purposeOf({ rehearsal }: CreateOptions): ContestPurpose {
  return rehearsal === true ? 'rehearsal' : DEFAULT_PURPOSE;
}
