import path from 'node:path';
import type { Command } from 'commander';
import { Argument, Option } from 'commander';
import type { DeclarationRecord, DocumentLanguage, OfficialDocument } from '@scrutin/declaration';
import { declare, documentText } from '@scrutin/declaration';
import { printDocument } from '@scrutin/printing';
import { refusing } from '../credentials/refusing.ts';
import { cliEnvironment } from '../environment.ts';
import { fallbackFontOption, printFonts } from '../fallback-font.ts';
import { writeNewFile } from '../new-file.ts';
import { requireSuccess } from '../office/act.ts';
import { refuse } from '../run.ts';
import { withOffice } from '../stack.ts';
import type { NamedSubject } from './contest-subject.ts';
import { contestSubject } from './contest-subject.ts';

const LANGUAGES = ['fr', 'en', 'both'] as const;
const FORMATS = ['pdf', 'text'] as const;

interface DeclarationOptions {
  readonly language: (typeof LANGUAGES)[number];
  readonly format?: (typeof FORMATS)[number];
  readonly output?: string;
  readonly draft?: boolean;
  readonly fallbackFont?: string;
}

/** Adds the command of the declaration of results to those of contests. */
export function registerDeclarationCommand(contest: Command): void {
  contest
    .command('declaration')
    .summary('write the declaration of the results, for signature')
    .description(
      'Writes the declaration of the results of a certified law or election: figures, rounds, lots, quorum, turnout, ' +
        'the roll, the acts and who approved them, and the digests, with places for signatures. It comes from the ' +
        'record alone: made again from the same record, the file is the same byte for byte. The PDF file is tagged for ' +
        'screen readers; a character that its fonts do not have is written as its Unicode number.',
    )
    .addArgument(new Argument('<contest>', 'law:ID or election:ID').argParser(contestSubject))
    .addOption(
      new Option('--language <language>', 'of the document; both writes two documents')
        .choices(LANGUAGES)
        .default('both'),
    )
    .addOption(
      new Option(
        '--format <format>',
        'pdf needs --output (default: pdf with --output, otherwise text)',
      ).choices(FORMATS),
    )
    .option('--output <file>', 'a new file; with both languages, -fr and -en are added to its name')
    .option('--draft', 'before the certification: a draft, which says so on every page')
    .addOption(fallbackFontOption())
    .addHelpText(
      'after',
      `
Examples:
  $ npx scrutin contest declaration election:PROV-2025 --output declaration.pdf
  $ npx scrutin contest declaration law:L2025-001 --language fr`,
    )
    .action(writeDeclaration);
}

async function writeDeclaration(
  { key }: NamedSubject,
  options: DeclarationOptions,
  command: Command,
): Promise<void> {
  const { output, format = output === undefined ? 'text' : 'pdf', draft = false } = options;
  if (format === 'pdf' && output === undefined)
    refuse(command, { fr: 'un fichier PDF demande --output.', en: 'a PDF file needs --output.' });
  const record = await withOffice(await cliEnvironment(), async (office) =>
    requireSuccess(command, await office.declaration(key, { allowDraft: draft })),
  );
  const documents = documentsOf(record, options.language);
  if (output === undefined) {
    for (const document of documents) console.log(documentText(document));
    return;
  }
  await refusing(command, async () => {
    const fonts = format === 'pdf' ? printFonts(options.fallbackFont) : undefined;
    for (const document of documents) {
      const file = documents.length === 1 ? output : withLanguage(output, document.language);
      const pieces =
        fonts === undefined ? [Buffer.from(documentText(document))] : printDocument(document, fonts);
      await writeNewFile(file, pieces);
      console.log(`${file}: ${document.title}`);
    }
  });
}

function documentsOf(
  record: DeclarationRecord,
  language: DeclarationOptions['language'],
): readonly OfficialDocument[] {
  const languages: readonly DocumentLanguage[] = language === 'both' ? ['fr', 'en'] : [language];
  return languages.map((each) => declare(record, each));
}

/** `declaration.pdf` in French is `declaration-fr.pdf`. */
function withLanguage(file: string, language: DocumentLanguage): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${language}${ext}`);
}
