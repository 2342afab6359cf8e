import { once } from 'node:events';
import type { Command } from 'commander';
import { Argument, Option } from 'commander';
import type { BallotStore } from '@scrutin/ballot-store';
import { ballotRecordFile, ballotRecordText } from '@scrutin/ballot-store';
import type { Contest, ContestKey, Election, Law, PublishedCountEntry } from '@scrutin/election';
import { ballotRecordRefusal, contestKey, recordedLaw, recordedRace } from '@scrutin/election';
import type { RecordedBallots } from '@scrutin/exports';
import { castVoteRecordWriter, recordedBallotsOfLaw, recordedBallotsOfRace } from '@scrutin/exports';
import type { BallotRecordFormat, RecordedContest } from '@scrutin/tabulation';
import { BALLOT_RECORD_FORMATS } from '@scrutin/tabulation';
import { contestOfText } from '../contest/contest-subject.ts';
import { refusing } from '../credentials/refusing.ts';
import { cliEnvironment } from '../environment.ts';
import { writeNewFile } from '../new-file.ts';
import { refuse } from '../run.ts';
import { withBallotStore } from '../stack.ts';

interface ExportOptions {
  readonly format: BallotRecordFormat | 'nist';
  readonly names: 'fr' | 'en';
  readonly output?: string;
}

export function registerTabulateExportCommand(tabulate: Command): void {
  tabulate
    .command('export')
    .addArgument(new Argument('<contest>', 'law:ID or election:ID:REGION').argParser(contestOfText))
    .summary('write the ballots of a certified contest to a file')
    .description(
      'Writes the ballots of a certified contest, as the public API answers them: every selection with its number of ' +
        'ballots. `tabulate count` reads the file and gives the same result and the same digest as the published count. ' +
        'It is refused before the certification, and for a contest whose ballots are not published.',
    )
    .addOption(
      new Option(
        '--format <format>',
        'csv: selection,count; blt: with candidates, names and seats; nist: cast vote records (NIST SP 1500-103)',
      )
        .choices([...BALLOT_RECORD_FORMATS, 'nist'])
        .default('csv'),
    )
    .addOption(
      new Option('--names <language>', 'of the names in cast vote records')
        .choices(['fr', 'en'])
        .default('fr'),
    )
    .option('--output <file>', 'the file to write, which must not exist (default: standard output)')
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin tabulate export law:L2025-001 --output ballots.csv
  $ npx scrutin tabulate export election:PROV-2025:SHERBROOKE --format blt --output ballots.blt`,
    )
    .action(async (contest: Contest, { format, names, output }: ExportOptions, command: Command) => {
      await withBallotStore(await cliEnvironment(), async (store) => {
        const found = await findContest(store, contest);
        if (found === undefined) refuse(command, `there is no contest ${contestKey(contest)}.`);
        const refusal = refusalOf(contestKey(contest), found.subject);
        if (refusal !== undefined) refuse(command, refusal);
        const key = found.recorded.contest as ContestKey;
        const count = (await store.publishedCounts()).find((one) => one.contest === key && one.stands);
        if (count === undefined) refuse(command, `${key} has no published count.`);
        const pages = store.ballotRecord(key);
        const text =
          format === 'nist'
            ? ballotRecordFile(pages, castVoteRecordWriter(found.ballotsOf(count), names), key, count.ballots)
            : ballotRecordText(pages, format, found.recorded, count.ballots);
        await (output === undefined
          ? writeToTerminal(text)
          : refusing(command, () => writeNewFile(output, text)));
        process.stderr.write(
          `${count.ballots} ballots of ${key}. SHA-256 of the ballots: ${count.ballotsDigest}\n`,
        );
      });
    });
}

interface FoundContest {
  readonly subject: Law | Election;
  readonly recorded: RecordedContest;
  readonly ballotsOf: (count: PublishedCountEntry) => RecordedBallots;
}

async function findContest(
  store: Pick<BallotStore, 'law' | 'elections'>,
  contest: Contest,
): Promise<FoundContest | undefined> {
  if (contest.kind === 'law') {
    const subject = await store.law(contest.lawId);
    return (
      subject && {
        subject,
        recorded: recordedLaw(subject),
        ballotsOf: (count) => recordedBallotsOfLaw(subject, count),
      }
    );
  }
  const subject = (await store.elections()).find(({ id }) => id === contest.electionId);
  const race = subject?.races.find(({ regionId }) => regionId === contest.regionId);
  return (
    subject &&
    race && {
      subject,
      recorded: recordedRace(subject, race),
      ballotsOf: (count) => recordedBallotsOfRace(subject, race, count),
    }
  );
}

function refusalOf(key: ContestKey, contest: Law | Election): string | undefined {
  switch (ballotRecordRefusal(contest)) {
    case undefined:
      return undefined;
    case 'never-published':
      return `the ballots of ${key} are not published: this was decided when it was created (ballot record).`;
    case 'not-certified':
      return `the ballots of ${key} are published when it is certified, and it is not certified yet.`;
  }
}

/** Writes as fast as the reader of standard output takes it. */
async function writeToTerminal(text: AsyncIterable<string>): Promise<void> {
  for await (const piece of text) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}
