import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { CodeLength, CredentialScheme } from '@scrutin/credentials';
import {
  CODE_LENGTHS,
  CREDENTIAL_SCHEMES,
  isReference,
  LONGEST_REFERENCE,
  MOST_CREDENTIALS,
  USUAL_CODE_LENGTH,
} from '@scrutin/credentials';
import type { LocalizedText, RollKey } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { inWords, LocalizedRefusal } from '../language.ts';
import { identifier, wholeNumber } from '../options.ts';
import type { DelimiterName } from './register/register-file.ts';
import { DELIMITERS } from './register/register-file.ts';

export interface GenerateOptions {
  readonly count?: number;
  readonly register?: string;
  readonly lawId?: string;
  readonly electionId?: string;
  readonly region?: readonly string[];
  readonly output: string;
  readonly identifierColumn?: string;
  readonly regionColumn?: string;
  readonly referenceColumn?: string;
  readonly addressColumns?: readonly string[];
  readonly delimiter: DelimiterName | 'auto';
  readonly checkLuhn?: boolean;
  readonly onlyReferences?: readonly string[];
  readonly onlyReferencesFile?: string;
  readonly mostFaults: number;
  readonly lang: 'fr' | 'en';
  readonly shardSize: number;
  readonly scheme: CredentialScheme;
  readonly workers: number;
  readonly codeLength: CodeLength;
  readonly force?: boolean;
  readonly json?: boolean;
}

const MOST_WORKERS = 64;

export function addGenerateOptions(command: Command): Command {
  return command
    .addOption(new Option('--register <file>', 'the register of the voters, as CSV').conflicts('count'))
    .option('--count <n>', 'how many voters to invent, for a demonstration', wholeNumber(1, MOST_CREDENTIALS))
    .addOption(new Option('--law-id <id>', 'for a law').argParser(identifier).conflicts('electionId'))
    .addOption(new Option('--election-id <id>', 'for an election').argParser(identifier))
    .option(
      '--region <ids>',
      'the regions of the election, as A,B,C; with --register a voter in another one is an error, with --count each ' +
        'region gets the same number of voters, or one more',
      regions,
    )
    .requiredOption('--output <folder>', 'a new folder')
    .option(
      '--identifier-column <name>',
      'the column with the NAS or another number of 9 digits (usual: nas, …)',
    )
    .option('--region-column <name>', 'the column with the region, in an election (usual: region, …)')
    .option('--reference-column <name>', 'the column with the reference of the letter (usual: reference, …)')
    .option('--address-columns <names>', 'the columns with the lines of the address, as A,B,C', names)
    .addOption(
      new Option('--delimiter <name>', 'what separates the columns')
        .choices(['auto', ...Object.keys(DELIMITERS)])
        .default('auto'),
    )
    .option('--check-luhn', 'refuse identifiers without the check digit of a NAS')
    .addOption(
      new Option('--only-references <list>', 'only the voters with these references, as A,B,C')
        .argParser(references)
        .conflicts('onlyReferencesFile'),
    )
    .option('--only-references-file <file>', 'only the voters with the references in this file, one a line')
    .option('--most-faults <n>', 'how many wrong lines to name', wholeNumber(1, 1_000_000), 100)
    .addOption(new Option('--lang <language>', 'of the answer').choices(['fr', 'en']).default('en'))
    .option('--shard-size <n>', 'credentials per file', wholeNumber(1, 10_000_000), 1_000_000)
    .addOption(
      new Option('--scheme <name>', 'how they are hashed; sha256 can be guessed from a stolen roll')
        .choices(CREDENTIAL_SCHEMES)
        .default('hmac-sha256'),
    )
    .option(
      '--workers <n>',
      'threads with --count; 0 for none',
      wholeNumber(0, MOST_WORKERS),
      Math.min(availableParallelism(), MOST_WORKERS),
    )
    .addOption(
      new Option(
        '--code-length <n>',
        'characters of a code: 8, 10 or 12; SECURITY.md says what a guesser needs',
      )
        .argParser(codeLength)
        .default(USUAL_CODE_LENGTH),
    )
    .option('--force', 'replace the set that OUTPUT holds')
    .option('--json', 'print the roll’s manifest as JSON');
}

/** The roll for which credentials are wanted, or the message of what is missing or does not go together. */
export function rollKeyOf(options: GenerateOptions): { rollKey: RollKey } | { problem: LocalizedText } {
  const { count, register, lawId, electionId, region = [] } = options;
  if (lawId === undefined && electionId === undefined) {
    return {
      problem: { fr: 'il faut --law-id ou --election-id', en: 'one of --law-id and --election-id is needed' },
    };
  }
  if (lawId !== undefined && region.length > 0) {
    return {
      problem: {
        fr: '--region va avec --election-id : une loi n’a pas de circonscription',
        en: '--region goes with --election-id: a law has no regions',
      },
    };
  }
  if (lawId !== undefined && options.regionColumn !== undefined) {
    return {
      problem: {
        fr: '--region-column va avec --election-id : une loi n’a pas de circonscription',
        en: '--region-column goes with --election-id: a law has no regions',
      },
    };
  }
  if (register === undefined) {
    if (count === undefined)
      return {
        problem: { fr: 'il faut --register ou --count', en: 'one of --register and --count is needed' },
      };
    const needing = REGISTER_OPTIONS.find(([name]) => options[name] !== undefined);
    if (needing !== undefined)
      return {
        problem: { fr: `${needing[1]} va avec --register`, en: `${needing[1]} goes with --register` },
      };
    if (electionId !== undefined && region.length === 0) {
      return {
        problem: {
          fr: '--election-id demande --region : un bulletin ne compte que dans la circonscription de l’électeur',
          en: '--election-id needs --region: a ballot counts only in its voter’s region',
        },
      };
    }
  }
  return { rollKey: electionId === undefined ? lawRollKey(lawId ?? '') : electionRollKey(electionId) };
}

const REGISTER_OPTIONS = [
  ['identifierColumn', '--identifier-column'],
  ['regionColumn', '--region-column'],
  ['referenceColumn', '--reference-column'],
  ['addressColumns', '--address-columns'],
  ['checkLuhn', '--check-luhn'],
  ['onlyReferences', '--only-references'],
  ['onlyReferencesFile', '--only-references-file'],
] as const satisfies readonly (readonly [keyof GenerateOptions, string])[];

/**
 * The references of the voters who get a letter, or undefined for all voters.
 *
 * @throws LocalizedRefusal if the file cannot be read, or has a line that can be no reference
 */
export async function onlyReferencesOf(options: GenerateOptions): Promise<ReadonlySet<string> | undefined> {
  if (options.onlyReferences !== undefined) return new Set(options.onlyReferences);
  const file = options.onlyReferencesFile;
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new LocalizedRefusal(
      { fr: `${file} ne peut pas être lu.`, en: `${file} cannot be read.` },
      { cause: error },
    );
  }
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().normalize('NFC'));
  const wrong = lines.findIndex((line) => line !== '' && !isReference(line));
  if (wrong >= 0) {
    throw new LocalizedRefusal({
      fr: `${file}, ligne ${wrong + 1} : ${NO_REFERENCE.fr}`,
      en: `${file}, line ${wrong + 1}: ${NO_REFERENCE.en}`,
    });
  }
  return new Set(lines.filter((line) => line !== ''));
}

const NO_REFERENCE = {
  fr: `Une référence compte 1 à ${LONGEST_REFERENCE} lettres, chiffres, espaces ou signes . _ / # : - et commence par une lettre ou un chiffre.`,
  en: `A reference has 1 to ${LONGEST_REFERENCE} letters, digits, spaces or signs . _ / # : - and begins with a letter or a digit.`,
};

function references(text: string): string[] {
  const list = text.split(',').map((reference) => reference.trim().normalize('NFC'));
  if (list.every(isReference)) return list;
  throw new InvalidArgumentError(inWords(NO_REFERENCE));
}

function names(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

function codeLength(text: string): CodeLength {
  const found = CODE_LENGTHS.find((length) => String(length) === text);
  if (found !== undefined) return found;
  const lengths = CODE_LENGTHS.join(', ');
  throw new InvalidArgumentError(
    inWords({ fr: `Valeurs possibles : ${lengths}.`, en: `It is one of ${lengths}.` }),
  );
}

function regions(text: string): string[] {
  const ids = text.split(',').map((id) => identifier(id.trim()));
  if (new Set(ids).size < ids.length) {
    throw new InvalidArgumentError(
      inWords({ fr: 'Une circonscription y est deux fois.', en: 'A region is there twice.' }),
    );
  }
  return ids;
}
