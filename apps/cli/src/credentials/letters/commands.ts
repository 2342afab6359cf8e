import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { ConfigurationError } from '@scrutin/service-runtime';
import { fallbackFontOption, printFonts } from '../../fallback-font.ts';
import { wholeNumber } from '../../options.ts';
import { showProgress } from '../progress.ts';
import { refusing } from '../refusing.ts';
import type { EnvelopeName } from './envelope.ts';
import { envelopeOf, ENVELOPES } from './envelope.ts';
import { parseLetterTemplate, PLACEHOLDERS } from './letter-template.ts';
import { openLetters } from './letters-folder.ts';
import { printLetters } from './print-letters.ts';
import { usualTemplate } from './usual-template.ts';
import { votingPage } from './voting-address.ts';

interface LettersOptions {
  readonly output: string;
  readonly url: string;
  readonly template?: string;
  readonly envelope: EnvelopeName;
  readonly hideIdentifier?: boolean;
  readonly fallbackFont?: string;
  readonly lettersPerFile: number;
  readonly date?: Date;
}

export function registerLettersCommand(credentials: Command): void {
  credentials
    .command('letters')
    .argument('<set>', 'the folder that `credentials generate` wrote, or its folder letters')
    .summary('print the letters of a set as PDF files')
    .description(
      'Writes PDF files ready for the printer: one voter on each page, in French and English, with the reference and ' +
        'the address where the window of the envelope is, fold marks, the code in large type, and a QR code whose ' +
        'address carries the code after the # (which no server is sent). The files are tagged for screen readers. ' +
        'They are as secret as letters/: print them, and destroy them. Letters of invented voters say so.',
    )
    .requiredOption('--output <folder>', 'a new folder')
    .requiredOption(
      '--url <address>',
      'the page on which voters vote, such as https://vote.example',
      votingPage,
    )
    .option('--template <file>', 'the text of the letter, instead of the usual one')
    .addOption(
      new Option('--envelope <name>', 'din-c5-6: A4, DIN lang or C5/6; us-10: US Letter, No. 10')
        .choices(ENVELOPES)
        .default('us-10'),
    )
    .option(
      '--hide-identifier',
      'do not print the identifier, because voters know it, as they know their NAS',
    )
    .addOption(fallbackFontOption())
    .option('--letters-per-file <n>', 'voters in one file', wholeNumber(1, 10_000), 500)
    .option('--date <time>', 'the date of creation in the files (usual: when the set was generated)', date)
    .addHelpText(
      'after',
      `
A template is a text file with the sections [sender] (lines at the top; may be left out), [fr] and [en]. Each of the two
begins with a heading "# …", which paragraphs and lists ("- …") follow. **Text** between asterisks is bold. Named
placeholders are filled in: ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}.

Examples:
  $ npx scrutin credentials letters /secure/PROV-2025 --url https://vote.example --output /secure/letters-pdf
  $ npx scrutin credentials letters /secure/PROV-2025 --url https://vote.example --envelope din-c5-6 \\
      --template letter.txt --hide-identifier --output /secure/letters-pdf`,
    )
    .action(runLetters);
}

async function runLetters(set: string, options: LettersOptions, command: Command): Promise<void> {
  const names = await refusing(command, async () => {
    const letters = await openLetters(set);
    const { manifest } = letters;
    const withRegion = manifest.roll.startsWith('election:');
    const text = options.template === undefined ? usualTemplate(withRegion) : await textOf(options.template);
    const request = {
      letters,
      envelope: envelopeOf(options.envelope),
      fonts: printFonts(options.fallbackFont),
      template: parseLetterTemplate(text, withRegion),
      page: options.url,
      showIdentifier: options.hideIdentifier !== true,
      perFile: options.lettersPerFile,
      createdAt: options.date ?? new Date(manifest.created_at),
      output: options.output,
    };
    const stop = new AbortController();
    const onSignal = (): void => {
      stop.abort(new ConfigurationError('stopped; nothing was left behind.'));
    };
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    const progress = showProgress('letters', manifest.credentials);
    try {
      return await printLetters(request, stop.signal, (printed) => {
        progress.update(printed);
      });
    } finally {
      progress.stop();
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
  });
  console.log(`${names.length === 1 ? '1 file' : `${names.length} files`} in ${options.output}. They are secret: give them to the printer, and keep them away from every server.
Print them on one side, at their actual size, and fold at the marks.`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read.`, { cause: error });
  }
}

function date(text: string): Date {
  const read = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(read.getTime())) return read;
  throw new InvalidArgumentError('It is a time such as 2026-11-26T12:00:00Z.');
}
