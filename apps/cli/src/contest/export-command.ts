import type { Command } from 'commander';
import { Argument, Option } from 'commander';
import { z } from 'zod';
import type { ResultFormat } from '@scrutin/contracts/public';
import { RESULT_FORMATS } from '@scrutin/contracts/public';
import type { RecordOutcome, ResultFile, ResultRecord } from '@scrutin/exports';
import { DEFAULT_ISSUER, readElectionRecord, readLawRecord, resultFile } from '@scrutin/exports';
import { printDocument } from '@scrutin/printing';
import { loadConfig } from '@scrutin/service-runtime';
import { refusing } from '../credentials/refusing.ts';
import { cliEnvironment } from '../environment.ts';
import { fallbackFontOption, printFonts } from '../fallback-font.ts';
import { writeNewFile } from '../new-file.ts';
import { refuse } from '../run.ts';
import { withBallotStore } from '../stack.ts';
import type { NamedSubject } from './contest-subject.ts';
import { contestSubject } from './contest-subject.ts';
import { resultSource } from './result-source.ts';

interface ExportOptions {
  readonly format: ResultFormat;
  readonly language: 'fr' | 'en';
  readonly output?: string;
  readonly fallbackFont?: string;
}

/** Adds the command that writes results as a file to those of contests. */
export function registerContestExportCommand(contest: Command): void {
  contest
    .command('export')
    .summary('write the results to a file')
    .description(
      'Writes the results of a law or of an election, as the public API answers them: votes, turnout, every round of ' +
        'the published counts, and the digests of the ballots. Where results show after the closing, it is refused ' +
        'before it. `tabulate export` writes the ballots.',
    )
    .addArgument(new Argument('<contest>', 'law:ID or election:ID').argParser(contestSubject))
    .addOption(
      new Option(
        '--format <format>',
        'csv: all tables one below the other; xlsx: a sheet for each; pdf: tagged, to be printed; nist: NIST SP 1500-100',
      )
        .choices(RESULT_FORMATS)
        .default('csv'),
    )
    .addOption(
      new Option('--language <language>', 'of names and headings').choices(['fr', 'en']).default('fr'),
    )
    .option('--output <file>', 'a new file, which xlsx and pdf need (default: standard output)')
    .addOption(fallbackFontOption())
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin contest export law:L2025-001
  $ npx scrutin contest export election:PROV-2025 --format xlsx --output results.xlsx`,
    )
    .action(writeExport);
}

async function writeExport(subject: NamedSubject, options: ExportOptions, command: Command): Promise<void> {
  const { format, output } = options;
  if ((format === 'pdf' || format === 'xlsx') && output === undefined) {
    refuse(command, {
      fr: `le format ${format} demande --output.`,
      en: `the format ${format} needs --output.`,
    });
  }
  const record = await recordOf(subject, command);
  await refusing(command, async () => {
    const { name, content } = await fileOf(record, options);
    if (output === undefined) {
      process.stdout.write(content);
      return;
    }
    await writeNewFile(output, [content]);
    console.log(`${output}: ${name}`);
  });
}

async function recordOf({ kind, id, key }: NamedSubject, command: Command): Promise<ResultRecord> {
  const nowMs = Date.now();
  const environment = await cliEnvironment();
  const outcome = await withBallotStore<RecordOutcome<ResultRecord>>(environment, (store) => {
    const source = resultSource(store, nowMs);
    return kind === 'law' ? readLawRecord(source, id, nowMs) : readElectionRecord(source, id, nowMs);
  });
  switch (outcome.kind) {
    case 'record':
      return outcome.record;
    case 'unknown-contest':
      return refuse(command, {
        fr: `${key} n’existe pas, ou est encore un brouillon.`,
        en: `${key} does not exist, or is still a draft.`,
      });
    case 'not-public':
      return refuse(command, {
        fr: `les résultats de ${key} sont publiés à la clôture du vote.`,
        en: `the results of ${key} are published when voting closes.`,
      });
  }
}

function fileOf(record: ResultRecord, options: ExportOptions): Promise<ResultFile> {
  const { RESULTS_ISSUER: name, RESULTS_ISSUER_ABBREVIATION: abbreviation } = loadConfig(
    z.object({
      RESULTS_ISSUER: z.string().default(DEFAULT_ISSUER.name),
      RESULTS_ISSUER_ABBREVIATION: z.string().default(DEFAULT_ISSUER.abbreviation),
    }),
  );
  return resultFile(record, {
    format: options.format,
    language: options.language,
    issuer: { name, abbreviation },
    print: (document) => printDocument(document, printFonts(options.fallbackFont)),
  });
}
